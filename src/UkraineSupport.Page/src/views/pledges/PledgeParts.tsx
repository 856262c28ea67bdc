import type { Pledge } from '../../api/types';
import { Link } from '../../app/routing';
import { Actions } from '../../forms/Actions';
import { onTranche } from '../../forms/where';
import { exact } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Status } from '../../parts/Badges';
import { Part } from '../../parts/Facts';
import { Day, Instant, Quantity, Typed } from '../../parts/Figures';
import { Table } from '../../parts/Table';

const unitOf = (pledge: Pledge, line: number) => pledge.lines.find((of) => of.line === line)?.unit ?? '';

/** What of it is reserved, and for which requirement or gap. */
export function Allocations({ pledge }: { pledge: Pledge }) {
  return (
    <Part title={t('pledge.allocations')} lead={t('ledger.allocated.meaning')}>
      {pledge.allocations.length === 0 ? (
        <p>{t('pledge.noAllocations')}</p>
      ) : (
        <Table
          name="allocations"
          caption={t('pledge.allocations')}
          rows={pledge.allocations}
          rowKey={(row) => row.id}
          columns={[
            {
              id: 'for',
              name: t('column.goesTo'),
              main: true,
              file: (row) => row.gap ?? row.requirement ?? row.to,
              cell: (row) =>
                row.gap ? (
                  <Link to={`gaps/${row.gap}`}>{t('gap.over')}</Link>
                ) : row.requirement ? (
                  <Link to={`requirements/${row.requirement}`}>{t('requirement.over')}</Link>
                ) : (
                  <>{row.to && partyName(row.to)}</>
                ),
            },
            {
              id: 'quantity',
              name: t('column.quantity'),
              numeric: true,
              file: (row) => row.quantity,
              cell: (row) => <Quantity value={row.quantity} unit={unitOf(pledge, row.line)} field="quantity" />,
            },
            {
              id: 'credit',
              name: t('column.countsFor'),
              hint: t('column.countsForHint'),
              numeric: true,
              file: (row) => row.credit,
              cell: (row) => (
                <span data-value={row.credit}>{row.credit === row.quantity ? t('pledge.inFull') : row.credit}</span>
              ),
            },
            {
              id: 'status',
              name: t('column.status'),
              file: (row) => row.status,
              cell: (row) => <Status of="allocation" value={row.status} />,
            },
          ]}
        />
      )}
    </Part>
  );
}

/** What is sent in parts, each with where it is and what of it arrived. */
export function Tranches({ pledge }: { pledge: Pledge }) {
  return (
    <Part title={t('pledge.tranches')}>
      {pledge.deliveries.length === 0 ? (
        <p>{t('pledge.noTranches')}</p>
      ) : (
        <ol class="tranches">
          {pledge.deliveries.map((delivery) => (
            <Tranche key={delivery.n} pledge={pledge} delivery={delivery} />
          ))}
        </ol>
      )}
    </Part>
  );
}

function Tranche({ pledge, delivery }: { pledge: Pledge; delivery: Pledge['deliveries'][number] }) {
  const unit = unitOf(pledge, delivery.line);
  return (
    <li data-tranche={delivery.n}>
      <p>
        <strong>
          {t('change.tranche', { n: delivery.n })}: <Quantity value={delivery.quantity} unit={unit} />
        </strong>{' '}
        <Status of="delivery" value={delivery.status} />{' '}
        {delivery.late && <span class="badge bad">{t('state.late')}</span>}
      </p>
      <p class="hint">
        {t('delivery.due')} <Instant value={delivery.due} />
        {delivery.received !== null && (
          <>
            {' · '}
            {t('delivery.received')} <Quantity value={delivery.received} unit={unit} field="received" />
          </>
        )}
        {delivery.returned > 0 && ` · ${t('delivery.returned', { quantity: exact(delivery.returned, unit) })}`}
        {delivery.settled > 0 && ` · ${t('delivery.settled', { quantity: exact(delivery.settled, unit) })}`}
        {delivery.waybill && (
          <>
            {' · '}
            {t('delivery.waybill')} <Typed>{delivery.waybill}</Typed>
          </>
        )}
      </p>
      {delivery.discrepancy && (
        <p class="discrepancy">
          {t('delivery.difference')} <Typed>{delivery.discrepancy}</Typed>
        </p>
      )}
      <ol class="trail">
        {delivery.history.map((step) => (
          <li key={step.at + step.status}>
            {t(`status.delivery.${step.status}`)} <Day value={step.at} />
          </li>
        ))}
      </ol>
      <Actions of={onTranche} record={pledge} at={{ id: pledge.id, n: String(delivery.n) }} />
    </li>
  );
}

/** What a fund bought, and who paid for it. */
export function Purchases({ pledge }: { pledge: Pledge }) {
  if (pledge.purchases.length === 0) return null;
  return (
    <Part title={t('pledge.purchases')}>
      <Table
        name="purchases"
        caption={t('pledge.purchases')}
        rows={pledge.purchases}
        rowKey={(row) => String(row.n)}
        columns={[
          {
            id: 'reference',
            name: t('column.reference'),
            main: true,
            value: (row) => row.reference,
            cell: (row) => <Typed>{row.reference}</Typed>,
          },
          {
            id: 'quantity',
            name: t('column.quantity'),
            numeric: true,
            file: (row) => row.quantity,
            cell: (row) => <Quantity value={row.quantity} unit={unitOf(pledge, row.line)} />,
          },
          {
            id: 'price',
            name: t('column.price'),
            numeric: true,
            file: (row) => row.price,
            cell: (row) => <Quantity value={row.price} unit="EUR" />,
          },
          {
            id: 'madeBy',
            name: t('pledge.madeBy'),
            file: (row) => row.madeBy,
            cell: (row) => row.madeBy && partyName(row.madeBy),
          },
          {
            id: 'paidBy',
            name: t('column.paidBy'),
            cell: (row) => row.shares.map(({ paidBy }) => partyName(paidBy)).join(', '),
          },
        ]}
      />
    </Part>
  );
}
