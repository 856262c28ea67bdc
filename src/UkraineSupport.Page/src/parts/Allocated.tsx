import type { Gap } from '../api/types';
import { Link } from '../app/routing';
import { unitName } from '../i18n/format';
import { t } from '../i18n/language';
import { partyName } from '../i18n/names';
import { Part } from './Facts';
import { Figure } from './Figures';
import { Table } from './Table';

type Row = Gap['allocations'][number];

/** Which pledges cover a requirement or a gap, in its own unit. */
export function Allocated({ of, unit }: { of: Row[]; unit: string }) {
  const amount = (id: 'credit' | 'dispatched' | 'delivered' | 'received', name: string) => ({
    id,
    name,
    numeric: true,
    value: (row: Row) => row[id],
    cell: (row: Row) => <Figure value={row[id]} unit={unit} field={id} />,
  });
  return (
    <Part title={t('allocated.title')}>
      {of.length === 0 ? (
        <p>{t('allocated.none')}</p>
      ) : (
        <Table
          name="allocations"
          caption={t('allocated.caption', { unit: unitName(unit) })}
          rows={of}
          rowKey={(row) => row.id}
          columns={[
            {
              id: 'donor',
              name: t('column.pledge'),
              main: true,
              value: (row) => partyName(row.donor),
              file: (row) => row.donor,
              cell: (row) => (
                <Link to={`pledges/${row.pledge}`}>{t('allocated.pledgeOf', { donor: partyName(row.donor) })}</Link>
              ),
            },
            amount('credit', t('ledger.allocated')),
            amount('dispatched', t('chain.dispatched')),
            amount('delivered', t('ledger.delivered')),
            amount('received', t('ledger.received')),
          ]}
        />
      )}
    </Part>
  );
}
