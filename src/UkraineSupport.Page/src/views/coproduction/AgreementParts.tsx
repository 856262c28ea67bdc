import type { Agreement } from '../../api/types';
import { percent, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Status } from '../../parts/Badges';
import { PartyLink } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Day, Instant, Quantity, Register, Typed, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import type { Milestone } from './agreements';

export function Milestones({ of }: { of: Agreement }) {
  if (of.milestones.length === 0) return null;
  return (
    <Part title={t('coproduction.milestones')}>
      <Table
        name="milestones"
        caption={t('coproduction.milestones')}
        rows={of.milestones}
        rowKey={({ number }) => String(number)}
        columns={[
          {
            id: 'title',
            name: t('coproduction.milestone'),
            main: true,
            value: (row) => row.title,
            cell: (row) => (
              <>
                {t('coproduction.numbered', { n: row.number })} <Typed>{row.title}</Typed>
                <small>
                  {t(`milestone.${row.kind}`)}
                  {row.dependsOn.length > 0 && `, ${t('coproduction.dependsOn', { n: row.dependsOn.join(', ') })}`}
                </small>
              </>
            ),
          },
          {
            id: 'owner',
            name: t('coproduction.owner'),
            value: (row) => partyName(row.owner),
            file: (row) => row.owner,
            cell: (row) => <PartyLink code={row.owner} />,
          },
          {
            id: 'baseline',
            name: t('coproduction.firstDue'),
            value: (row) => row.baseline,
            cell: (row) => <Day value={row.baseline} />,
          },
          { id: 'due', name: t('coproduction.due'), value: (row) => row.due, cell: (row) => <Due of={row} /> },
          {
            id: 'slippageDays',
            name: t('coproduction.slippage'),
            numeric: true,
            value: (row) => row.slippageDays,
          },
          {
            id: 'status',
            name: t('column.status'),
            value: (row) => t(`status.milestone.${row.status}`),
            file: (row) => row.status,
            cell: (row) => <Status of="milestone" value={row.status} />,
          },
        ]}
      />
    </Part>
  );
}

function Due({ of: { due, metOn, status } }: { of: Milestone }) {
  const late = !metOn && status !== 'Waived' && due < today();
  return (
    <>
      <span class={late ? 'late' : ''}>
        <Day value={due} />
      </span>
      {metOn && (
        <small>
          {t('coproduction.metOn')} <Day value={metOn} />
        </small>
      )}
    </>
  );
}

/** What an approval is for: the one of Ukraine, a licence's country, or a line of the financing. */
function subject({ terms }: Agreement, { id, kind }: Agreement['approvals'][number]): string {
  const at = Number(id.split('-')[1]) - 1;
  const licence = terms.exportLicences[at];
  const source = terms.financing[at]?.source;
  if (kind === 'exportLicence' && licence) return `${partyName(licence.country)}, ${licence.text}`;
  if (kind === 'financing' && source) return t(`financing.${source}`);
  return '';
}

export function Approvals({ of }: { of: Agreement }) {
  if (of.approvals.length === 0) return null;
  return (
    <Part title={t('coproduction.approvals')} lead={t('coproduction.approvalsLead')}>
      <Table
        name="approvals"
        caption={t('coproduction.approvals')}
        rows={of.approvals}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'approval',
            name: t('coproduction.approval'),
            main: true,
            value: (row) => t(`approval.${row.kind}`),
            file: (row) => row.id,
            cell: (row) => (
              <>
                {t(`approval.${row.kind}`)}
                <small>
                  <Typed>{subject(of, row)}</Typed>
                </small>
              </>
            ),
          },
          {
            id: 'on',
            name: t('coproduction.answered'),
            value: (row) => row.on ?? '',
            cell: (row) => (row.on ? <Day value={row.on} /> : <Unknown />),
          },
          {
            id: 'reference',
            name: t('column.reference'),
            value: (row) => row.reference ?? '',
            cell: (row) => (row.reference ? <Typed>{row.reference}</Typed> : <Unknown />),
          },
          {
            id: 'state',
            name: t('column.status'),
            value: (row) => t(`status.approval.${row.state}`),
            file: (row) => row.state,
            cell: (row) => (
              <>
                <Status of="approval" value={row.state} />
                {row.state === 'pending' && row.askedAt && (
                  <small>
                    {t('coproduction.asked')} <Instant value={row.askedAt} />
                  </small>
                )}
              </>
            ),
          },
        ]}
      />
    </Part>
  );
}

/** Line by line, and whether the money's rules on origin let it be spent on this. */
export function Financing({ of }: { of: Agreement }) {
  const eligible = new Map(of.eligibility.map((row) => [row.line, row]));
  const rows = of.terms.financing.map((line, at) => ({ ...line, n: at + 1, rule: eligible.get(at + 1) }));
  return (
    <Part title={t('coproduction.financing')}>
      <Table
        name="financing"
        caption={t('coproduction.financing')}
        rows={rows}
        rowKey={({ n }) => String(n)}
        columns={[
          {
            id: 'source',
            name: t('pledge.source'),
            main: true,
            value: (row) => t(`financing.${row.source}`),
            file: (row) => row.source,
            cell: (row) => (
              <>
                {t(`financing.${row.source}`)}
                {row.text && (
                  <small>
                    <Typed>{row.text}</Typed>
                  </small>
                )}
              </>
            ),
          },
          {
            id: 'eur',
            name: t('units.EUR'),
            numeric: true,
            value: (row) => row.eur,
            cell: (row) => <Quantity value={row.eur} unit="EUR" field="eur" />,
          },
          {
            id: 'eligibility',
            name: t('coproduction.eligibility'),
            hint: t('coproduction.eligibilityHint'),
            value: (row) => row.rule?.state ?? '',
            cell: ({ rule }) =>
              rule ? (
                <>
                  <span class={`badge status ${tone[rule.state] ?? ''}`}>{t(`eligibility.${rule.state}`)}</span>{' '}
                  {rule.outsidePercent !== null &&
                    t('coproduction.outside', { part: percent(rule.outsidePercent / 100) })}
                  <small>
                    <Register>{rule.reason}</Register>
                  </small>
                </>
              ) : (
                <Unknown />
              ),
          },
        ]}
      />
    </Part>
  );
}

const tone: Record<string, string> = { eligible: 'good', notEligible: 'bad', undeclared: 'warn', noRule: 'off' };
