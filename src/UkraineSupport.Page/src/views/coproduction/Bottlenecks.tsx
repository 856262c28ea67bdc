import type { Agreement } from '../../api/types';
import { useRead } from '../../api/useRead';
import { Link } from '../../app/routing';
import { figure, month, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Part } from '../../parts/Facts';
import { Day, Quantity, Typed, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import type { Bottleneck } from './agreements';

/** What holds it up: what each costs a month, whose it is, until when, and the training that it asks for. */
export function Bottlenecks({ of }: { of: Agreement }) {
  const { data } = useRead(of.bottlenecks.length > 0 ? '/coproduction/agreements/{id}/bottlenecks' : null, {
    id: of.id,
  });
  const training = new Map((data?.items ?? []).map((item) => [item.bottleneck.number, item.training]));
  if (of.bottlenecks.length === 0)
    return <Part title={t('coproduction.bottlenecks')}>{t('coproduction.noBottlenecks')}</Part>;
  return (
    <Part title={t('coproduction.bottlenecks')} lead={t('coproduction.bottlenecksLead')}>
      <Table
        name="bottlenecks"
        caption={t('coproduction.bottlenecks')}
        rows={of.bottlenecks}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            id: 'item',
            name: t('coproduction.item'),
            main: true,
            value: (row) => row.item ?? t(`bottleneck.${row.kind}`),
            file: (row) => row.item,
            cell: (row) => <Item of={row} />,
          },
          {
            id: 'kind',
            name: t('coproduction.kind'),
            value: (row) => t(`bottleneck.${row.kind}`),
            file: (row) => row.kind,
          },
          {
            id: 'costsAMonth',
            name: t('coproduction.costsAMonth'),
            numeric: true,
            value: (row) => row.costsAMonth,
            cell: (row) => <Quantity value={row.costsAMonth} unit={of.unit} field="costs" />,
          },
          {
            id: 'since',
            name: t('coproduction.since'),
            value: (row) => row.since,
            cell: (row) => month(row.since),
          },
          {
            id: 'owner',
            name: t('coproduction.owner'),
            value: (row) => (row.assigned ? partyName(row.assigned) : ''),
            file: (row) => row.assigned,
            cell: (row) => <Owner of={row} />,
          },
          {
            id: 'state',
            name: t('column.status'),
            value: (row) => row.closedAt ?? '',
            cell: (row) => <State of={row} training={training.get(row.number) ?? null} />,
          },
        ]}
      />
    </Part>
  );
}

const Item = ({ of }: { of: Bottleneck }) => (
  <span id={`bottleneck-${of.number}`}>
    {t('coproduction.numbered', { n: of.number })} {of.item ? <Typed>{of.item}</Typed> : t(`bottleneck.${of.kind}`)}
    <small>
      <Typed>{of.text}</Typed>
    </small>
  </span>
);

function Owner({ of: { assigned, due, closedAt } }: { of: Bottleneck }) {
  if (!assigned) return closedAt ? <Unknown /> : <span class="late">{t('coproduction.nobody')}</span>;
  return (
    <>
      {partyName(assigned)}
      {due && (
        <small class={!closedAt && due < today() ? 'late' : ''}>
          {t('coproduction.until')} <Day value={due} />
        </small>
      )}
    </>
  );
}

type Training = { requirement: string; asked: number; pledged: number; filled: number } | null;

function State({ of, training }: { of: Bottleneck; training: Training }) {
  const requirement = training?.requirement ?? of.requirement;
  return (
    <>
      <span class={`badge status ${of.closedAt ? 'good' : of.escalatedAt ? 'bad' : 'warn'}`}>
        {t(of.closedAt ? 'coproduction.closed' : of.escalatedAt ? 'coproduction.escalated' : 'coproduction.open')}
      </span>
      {of.done && (
        <small>
          <Typed>{of.done}</Typed>
        </small>
      )}
      {requirement && (
        <small>
          <Link to={`requirements/${requirement}`}>{t('coproduction.trainingNeed')}</Link>
          {training &&
            `: ${t('coproduction.trainingStands', { filled: figure(training.filled), asked: figure(training.asked) })}`}
        </small>
      )}
    </>
  );
}
