import { useEffect, useMemo, useReducer } from 'preact/hooks';
import type { Change } from '../../api/types';
import { Refused } from '../../api/client';
import { useRead } from '../../api/useRead';
import { Link } from '../../app/routing';
import { figure, instant, short } from '../../i18n/format';
import { t } from '../../i18n/language';
import { CapabilityLink, type Catalog, nameOf } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import { forgetMarks, keepMark, markBefore, reader } from './marks';

/** What changed since this reader's last visit, capability by capability; nothing at the first. */
export function Changes({ catalog }: { catalog: Catalog }) {
  const [again, begin] = useReducer((n: number) => n + 1, 0);
  const since = useMemo(() => markBefore(Date.now()), [again, reader()]);
  const { data, error } = useRead('/insights/changes', undefined, { since });
  useEffect(() => data && keepMark(data.mark, Date.now()), [data]);
  useEffect(() => {
    if (!since || !(error instanceof Refused) || error.status !== 400) return;
    forgetMarks();
    begin(undefined);
  }, [error, since]);
  if (!data?.since) return null;
  return (
    <Part title={t('changes.title')} lead={t('changes.lead', { since: instant(data.since) })}>
      {data.late > 0 && <p class="late">{t('changes.late', { n: figure(data.late) })}</p>}
      {data.items.length === 0 ? <p>{t('changes.none')}</p> : <ChangeTable rows={data.items} catalog={catalog} />}
    </Part>
  );
}

function ChangeTable({ rows, catalog }: { rows: Change[]; catalog: Catalog }) {
  const more = (id: 'pledges' | 'committed' | 'delivered' | 'received' | 'required' | 'open', name: string) => ({
    id,
    name,
    numeric: true,
    value: (row: Change) => row[id],
    cell: (row: Change) => <More of={row} id={id} />,
  });
  return (
    <Table
      name="changes"
      caption={t('changes.title')}
      rows={rows}
      rowKey={({ capability }) => capability}
      columns={[
        {
          id: 'capability',
          name: t('column.capability'),
          main: true,
          value: ({ capability }) => nameOf(capability, catalog),
          file: ({ capability }) => capability,
          cell: ({ capability }) => <CapabilityLink code={capability} catalog={catalog} />,
        },
        more('pledges', t('nav.pledges')),
        more('committed', t('ledger.committed')),
        more('delivered', t('ledger.delivered')),
        more('received', t('ledger.received')),
        more('required', t('column.needed')),
        more('open', t('gap.open')),
      ]}
    />
  );
}

function More({
  of,
  id,
}: {
  of: Change;
  id: 'pledges' | 'committed' | 'delivered' | 'received' | 'required' | 'open';
}) {
  const value = of[id];
  if (value === 0) return <Unknown />;
  const text = `${value > 0 ? '+' : '−'}${short(Math.abs(value), id === 'pledges' ? undefined : of.unit)}`;
  const figureOf = (
    <span data-field={id} data-value={value}>
      {text}
    </span>
  );
  if (id !== 'pledges') return figureOf;
  return (
    <Link to="pledges" query={{ capability: of.capability }}>
      {figureOf}
    </Link>
  );
}
