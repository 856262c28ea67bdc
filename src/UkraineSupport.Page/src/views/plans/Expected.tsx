import type { Proposal } from '../../api/types';
import { Link } from '../../app/routing';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Part } from '../../parts/Facts';
import { Day, Quantity } from '../../parts/Figures';
import { groups } from '../../parts/ledgers';
import { Table } from '../../parts/Table';
import type { Need } from './needs';
import { NeedLink } from './PlanLines';

type Lot = NonNullable<Proposal['expected']>[number];
interface Row {
  key: string;
  lots: Lot[];
  credit: number;
}

/** What agreements are expected to give to a need, over its months: beside the plan, never part of it. */
export function Expected({ of, needs }: { of: Lot[]; needs: Map<string, Need> }) {
  if (of.length === 0) return null;
  const rows = [...groups(of, (lot) => `${lot.agreement}/${lot.need}`)].map(([key, lots]): Row => ({
    key,
    lots,
    credit: lots.reduce((sum, { credit }) => sum + credit, 0),
  }));
  const need = ({ lots }: Row) => needs.get(lots[0]!.need);
  return (
    <Part title={t('plan.expectedTitle')} lead={t('plan.expectedLead')}>
      <Table
        name="expected"
        caption={t('plan.expectedTitle')}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'agreement',
            name: t('plan.agreement'),
            main: true,
            cell: ({ lots: [lot] }) => (
              <Link to={`coproduction/${lot!.agreement}`}>
                {t('plan.agreementOf', { donor: partyName(lot!.donor) })}
              </Link>
            ),
          },
          {
            id: 'need',
            name: t('plan.need'),
            value: (row) => need(row)?.name ?? row.lots[0]!.need,
            cell: (row) => (need(row) ? <NeedLink need={need(row)!} /> : row.lots[0]!.need),
          },
          {
            id: 'on',
            name: t('plan.between'),
            cell: ({ lots }) => (
              <>
                <Day value={lots[0]!.on} /> – <Day value={lots.at(-1)!.on} />
              </>
            ),
          },
          {
            id: 'credit',
            name: t('column.countsFor'),
            numeric: true,
            cell: (row) => <Quantity value={row.credit} unit={need(row)?.unit ?? 'units'} field="credit" />,
          },
        ]}
        sheet={{
          rows: (shown) => shown.flatMap(({ lots }) => lots),
          columns: {
            agreement: (lot) => lot.agreement,
            donor: (lot) => lot.donor,
            need: (lot) => lot.need,
            on: (lot) => lot.on,
            quantity: (lot) => lot.quantity,
            credit: (lot) => lot.credit,
          },
        }}
      />
    </Part>
  );
}
