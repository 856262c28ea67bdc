import type { Plan, Proposal } from '../../api/types';
import { useAll, useRead } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { Actions } from '../../forms/Actions';
import { onPlan } from '../../forms/where';
import { figure, instant, list, percent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Status } from '../../parts/Badges';
import { CapabilityLink, nameOf, PartyLink, useCatalog } from '../../parts/catalog';
import { Facts, Part } from '../../parts/Facts';
import { Count, Instant, Quantity, Register } from '../../parts/Figures';
import { Headline, Headlines } from '../../parts/Headline';
import { ChainBadge, History } from '../../parts/History';
import { both, Shown } from '../../parts/States';
import { Expected } from './Expected';
import { grouped, type Need, needsOf } from './needs';
import { NeedLink, PlanLines, Uncovered } from './PlanLines';

/** A plan: what goes where and why, what stays uncovered and why, and what waits for an answer. */
export default function PlanView({ id }: { id: string }) {
  const plan = useRead('/backfill/plans/{id}', { id });
  const history = useRead('/backfill/plans/{id}/history', { id }, { limit: 200 });
  return (
    <Shown reading={plan} missing={<NoRecord hint={t('plans.who')} />}>
      {(item) => (
        <>
          <Title over={t('plan.over')}>{t('plan.title', { time: instant(item.requestedAt) })}</Title>
          <p class="badges">
            <Status of="plan" value={item.status} /> {history.data && <ChainBadge chain={history.data.chain} />}
          </p>
          <Actions of={onPlan} record={item} at={{ id }} />
          {item.failure && (
            <p class="notice trouble">
              <Register>{item.failure}</Register>
            </p>
          )}
          {item.status === 'Requested' && <p class="notice">{t('plan.computing')}</p>}
          {item.plan && <Proposed plan={item} proposal={item.plan} />}
          <About plan={item} />
          <History reading={history} />
        </>
      )}
    </Shown>
  );
}

function Proposed({ plan, proposal }: { plan: Plan; proposal: Proposal }) {
  const catalog = useCatalog();
  const gaps = useAll('/gaps');
  const requirements = useAll('/requirements');
  return (
    <Shown reading={both(gaps, requirements)}>
      {([{ items: open }, { items: filed }]) => {
        const needs = needsOf(open, filed, catalog);
        const groups = grouped(plan, proposal, needs);
        const rest = proposal.ifExpected && new Map(proposal.ifExpected.map((of) => [of.need, of.openIfExpected]));
        return (
          <>
            <InShort
              plan={plan}
              proposal={proposal}
              waits={groups.reduce((all, of) => all + of.need.waits.length, 0)}
            />
            <PlanLines plan={plan} groups={groups} />
            <Concerns proposal={proposal} needs={needs} />
            <Uncovered groups={groups} expected={rest ?? undefined} />
            <Expected of={proposal.expected ?? []} needs={needs} />
          </>
        );
      }}
    </Shown>
  );
}

function InShort({ plan, proposal, waits }: { plan: Plan; proposal: Proposal; waits: number }) {
  const value = proposal.allocations.reduce((sum, { valueEur }) => sum + (valueEur ?? 0), 0);
  return (
    <Headlines>
      <Headline name={t('plans.proposals')} figure={<Count of={proposal.allocations.length} field="allocations" />}>
        {t('plan.worth')} <Quantity value={value} unit="EUR" field="value" />
      </Headline>
      <Headline name={t('plans.uncovered')} figure={<Count of={proposal.uncovered.length} field="uncovered" />}>
        {t('plan.ofNeeds', { n: figure(plan.summary?.needs ?? 0) })}
      </Headline>
      <Headline name={t('plan.waits')} figure={<Count of={waits} field="waits" />}>
        {t('plan.waitsMeaning')}
      </Headline>
      <Headline name={t('plan.best')} figure={proposal.provenOptimal ? t('plan.bestYes') : percent(proposal.distance)}>
        {t(proposal.provenOptimal ? 'plan.bestMeaning' : 'plan.distanceMeaning')}
      </Headline>
    </Headlines>
  );
}

function About({ plan }: { plan: Plan }) {
  const catalog = useCatalog();
  const { capabilities, needs } = plan.scope;
  return (
    <Facts
      of={[
        [t('plans.asked'), <Instant value={plan.requestedAt} />],
        [
          t('plan.scope'),
          capabilities?.length
            ? list(capabilities.map((code) => nameOf(code, catalog)))
            : needs?.length
              ? t('plans.someNeeds', { n: figure(needs.length) })
              : t('plans.everything'),
        ],
        [t('plans.lines'), plan.summary && figure(plan.summary.lines)],
        [t('plan.ceiling'), percent(plan.options.ceiling)],
        [t('plan.future'), plan.futureSupply && t('plan.futureYes')],
        [t('plan.keeps'), plan.keep && <Link to={`plans/${plan.keep}`}>{t('plan.earlier')}</Link>],
        [t('plans.made'), plan.status === 'Confirmed' && figure(plan.made)],
      ]}
    />
  );
}

/** Donors beyond the ceiling, and what an earlier plan held that no longer fits. */
function Concerns({ proposal, needs }: { proposal: Proposal; needs: Map<string, Need> }) {
  const catalog = useCatalog();
  if (proposal.ceilingBreaches.length + proposal.dropped.length === 0) return null;
  return (
    <Part title={t('plan.concerns')}>
      <ul>
        {proposal.ceilingBreaches.map(({ capability, donor, share, ceiling }) => (
          <li key={capability + donor}>
            <PartyLink code={donor} />, <CapabilityLink code={capability} catalog={catalog} />:{' '}
            {t('plan.aboveCeiling', { share: percent(share), ceiling: percent(ceiling) })}
          </li>
        ))}
        {proposal.dropped.map(({ pledge, line, need, why }) => (
          <li key={pledge + line + need}>
            <Link to={`pledges/${pledge}`}>{t('plan.pledgeLine', { n: line })}</Link> {t('plan.dropped')}{' '}
            {needs.has(need) && <NeedLink need={needs.get(need)!} />} <Register>{why}</Register>
          </li>
        ))}
      </ul>
    </Part>
  );
}
