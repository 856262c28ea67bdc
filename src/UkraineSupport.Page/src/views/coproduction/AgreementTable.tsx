import type { Agreement } from '../../api/types';
import { Link } from '../../app/routing';
import { today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { CapabilityLink, type Catalog, nameOf, PartyLink } from '../../parts/catalog';
import { Day, Quantity, Typed, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import { euros, isDemo, nextOf, openOf } from './agreements';

/** Agreements, the newest first: state, product, financing, what was made, what is next and what holds it up. */
export function AgreementTable({ rows, cut, catalog }: { rows: Agreement[]; cut: boolean; catalog: Catalog }) {
  return (
    <div class="part">
      <Table
        name="agreements"
        caption={t('coproduction.title')}
        rows={rows}
        rowKey={({ id }) => id}
        cut={cut}
        columns={[
          {
            id: 'product',
            name: t('coproduction.product'),
            main: true,
            value: ({ terms }) => terms.product,
            cell: (row) => (
              <>
                <Link to={`coproduction/${row.id}`}>
                  <Typed>{row.terms.product}</Typed>
                </Link>
                <small>
                  <PartyLink code={row.donor} /> {isDemo(row) && <EvidenceBadge level="demo" />}{' '}
                  <DisclosureBadge level={row.disclosure} />
                </small>
              </>
            ),
          },
          {
            id: 'capability',
            name: t('column.capability'),
            value: ({ terms }) => nameOf(terms.capability, catalog),
            file: ({ terms }) => terms.capability,
            cell: ({ terms }) => <CapabilityLink code={terms.capability} catalog={catalog} />,
          },
          {
            id: 'financing',
            name: t('coproduction.financing'),
            numeric: true,
            value: euros,
            cell: (row) => (
              <>
                <Quantity value={euros(row)} unit="EUR" field="financing" />
                <small>{row.terms.financing.map(({ source }) => t(`financing.${source}`)).join(', ')}</small>
              </>
            ),
          },
          {
            id: 'made',
            name: t('coproduction.accepted'),
            hint: t('coproduction.acceptedHint'),
            numeric: true,
            cell: (row) => (
              <>
                <Quantity value={row.output.accepted} unit={row.unit} field="accepted" />
                <small>
                  {t('coproduction.toUkraine')}{' '}
                  <Quantity value={row.output.toUkraine} unit={row.unit} field="toUkraine" />
                </small>
              </>
            ),
          },
          {
            id: 'next',
            name: t('coproduction.next'),
            value: (row) => nextOf(row)?.due ?? '',
            cell: (row) => <Next of={row} />,
          },
          {
            id: 'bottlenecks',
            name: t('coproduction.bottlenecks'),
            value: (row) => openOf(row).length,
            cell: (row) => <Bottlenecks of={row} />,
          },
          {
            id: 'status',
            name: t('column.status'),
            value: ({ status }) => t(`status.agreement.${status}`),
            cell: ({ status }) => <Status of="agreement" value={status} />,
          },
        ]}
        sheet={{
          rows: (shown) => shown,
          columns: {
            agreement: ({ id }) => id,
            donor: ({ donor }) => donor,
            product: ({ terms }) => terms.product,
            capability: ({ terms }) => terms.capability,
            status: ({ status }) => status,
            model: ({ terms }) => terms.model,
            vehicle: ({ terms }) => terms.vehicle,
            financingEur: euros,
            unit: ({ unit }) => unit,
            made: ({ output }) => output.made,
            accepted: ({ output }) => output.accepted,
            toUkraine: ({ output }) => output.toUkraine,
            nextMilestone: (row) => nextOf(row)?.title,
            nextDue: (row) => nextOf(row)?.due,
            openBottlenecks: (row) => openOf(row).length,
            disclosure: ({ disclosure }) => disclosure,
          },
        }}
      />
    </div>
  );
}

function Next({ of }: { of: Agreement }) {
  const next = nextOf(of);
  if (!next) return <Unknown />;
  return (
    <>
      <span class={next.due < today() ? 'late' : ''}>
        <Day value={next.due} />
      </span>
      <small>
        <Typed>{next.title}</Typed>
        {next.slippageDays > 0 && `, ${t('coproduction.slipped', { n: next.slippageDays })}`}
      </small>
    </>
  );
}

function Bottlenecks({ of }: { of: Agreement }) {
  const open = openOf(of);
  if (open.length === 0) return <Unknown />;
  return (
    <>
      {open.map((one) => (
        <span key={one.number} class="line apart">
          {one.item ? <Typed>{one.item}</Typed> : t(`bottleneck.${one.kind}`)}
          <small>
            {t('coproduction.costs')} <Quantity value={one.costsAMonth} unit={of.unit} /> {t('coproduction.aMonth')}
          </small>
          <small>{one.assigned ? partyName(one.assigned) : t('coproduction.nobody')}</small>
        </span>
      ))}
    </>
  );
}
