import type { Agreement, Demand } from '../../api/types';
import { useRead } from '../../api/useRead';
import { Link } from '../../app/routing';
import { unitName } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { type Catalog } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Quantity, Typed, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';

interface Props {
  agreements: Agreement[];
  catalog: Catalog;
  /** The agreement whose rivals are wanted; without it, every demand. */
  of?: string;
}

/** What open bottlenecks ask for: what several agreements ask for is competing demand. */
export function Demands({ agreements, catalog, of }: Props) {
  const { data } = useRead('/coproduction/bottlenecks');
  const rows = (data?.items ?? []).filter(
    ({ isCompeting, lines }) => !of || (isCompeting && lines.some(({ agreement }) => agreement === of)),
  );
  if (rows.length === 0) return null;
  const known = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  const unit = (code: string) => catalog.get(code)?.unit ?? 'units';
  const lines = rows.flatMap((demand) => demand.lines.map((line) => ({ demand, line })));
  return (
    <Part title={t(of ? 'coproduction.rivalsTitle' : 'coproduction.demandTitle')} lead={t('coproduction.demandLead')}>
      <Table
        name="demand"
        caption={t('coproduction.demandTitle')}
        rows={rows}
        rowKey={keyOf}
        columns={[
          {
            id: 'item',
            name: t('coproduction.item'),
            main: true,
            value: (row) => row.item ?? '',
            cell: (row) => (
              <>
                {row.item ? <Typed>{row.item}</Typed> : t('coproduction.notNamed')}
                <small>
                  {t(`bottleneck.${row.kind}`)}{' '}
                  {row.isCompeting && <span class="badge warn">{t('coproduction.competing')}</span>}
                </small>
              </>
            ),
          },
          {
            id: 'agreements',
            name: t('coproduction.asksFor'),
            cell: (row) =>
              row.lines.map((line) => (
                <span key={`${line.agreement}/${line.bottleneck}`} class="line apart">
                  <Link to={`coproduction/${line.agreement}`}>
                    <Typed>{known.get(line.agreement)?.terms.product ?? line.agreement}</Typed>
                  </Link>
                  <small>
                    {t('coproduction.costs')} <Quantity value={line.costsAMonth} unit={unit(line.capability)} />{' '}
                    {t('coproduction.aMonth')}
                  </small>
                </span>
              )),
          },
          {
            id: 'assigned',
            name: t('coproduction.owner'),
            cell: (row) => {
              const owners = [...new Set(row.lines.flatMap(({ assigned }) => (assigned ? [partyName(assigned)] : [])))];
              return owners.length > 0 ? owners.join(', ') : <Unknown />;
            },
          },
        ]}
        sheet={{
          rows: (shown) => lines.filter(({ demand }) => shown.includes(demand)),
          columns: {
            kind: ({ demand }) => demand.kind,
            item: ({ demand }) => demand.item,
            competing: ({ demand }) => demand.isCompeting,
            agreement: ({ line }) => line.agreement,
            capability: ({ line }) => line.capability,
            costsAMonth: ({ line }) => line.costsAMonth,
            unit: ({ line }) => unitName(unit(line.capability)),
            assigned: ({ line }) => line.assigned,
          },
        }}
      />
    </Part>
  );
}

/** What nobody has named yet is each agreement's own. */
const keyOf = ({ kind, item, lines }: Demand) => `${kind}/${item ?? lines[0]?.agreement}`;
