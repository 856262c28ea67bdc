import type { Answer } from '../../api/client';
import type { Viewer } from '../../api/token';
import type { Gap, PledgeEntry, Requirement } from '../../api/types';
import { measure } from '../../i18n/format';
import { t, type TextKey } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { done, over } from '../../parts/words';
import { dueLines } from '../donors/donors';

export type Plan = Answer<'/backfill/plans'>['items'][number];
export type Intake = Answer<'/training/intakes'>['items'][number];
export type Demand = Answer<'/coproduction/bottlenecks'>['items'][number];

/** Everything that a desk is made of, as its reader may see it. */
export interface Register {
  pledges: readonly PledgeEntry[];
  requirements: readonly Requirement[];
  gaps: readonly Gap[];
  plans: readonly Plan[];
  intakes: readonly Intake[];
  bottlenecks: readonly Demand[];
}

/** What there is to do. */
export type Work =
  | 'review'
  | 'validate'
  | 'confirmPlan'
  | 'assign'
  | 'gap'
  | 'answer'
  | 'formalise'
  | 'deliver'
  | 'receive'
  | 'nominate'
  | 'graduates';

/** One thing that waits for the reader. */
export interface Task {
  work: Work;
  /** The record where it is done, below the page's address. */
  to: string;
  title: string;
  what: string;
  /** By when; null where nothing says so. */
  due: string | null;
}

/** What waits for somebody, the nearest deadline first; what has none comes last. */
export function tasksOf(viewer: Viewer, register: Register): Task[] {
  const found = tellers[viewer.role]?.(register, viewer.party) ?? [];
  return found.sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || a.title.localeCompare(b.title));
}

type Teller = (register: Register, party: string | undefined) => Task[];

const tellers: Partial<Record<Viewer['role'], Teller>> = {
  donor: ({ pledges, gaps }, party) => {
    const own = pledges.filter(({ donor }) => donor === party);
    return [...formalise(own), ...deliver(own), ...answer(gaps, party!)];
  },
  recipient: ({ pledges, intakes }) => [...receive(pledges), ...nominate(intakes), ...graduates(intakes)],
  coordinator: ({ pledges, requirements, plans, gaps, bottlenecks }, party) => [
    // Four eyes: of another party's pledges only.
    ...review(pledges.filter(({ donor }) => donor !== party)),
    ...validate(requirements),
    ...confirmPlan(plans),
    ...withoutPlan(gaps),
    ...assign(bottlenecks),
  ],
};

const pledge = (work: Work, { id, title, donor, due, validUntil }: PledgeEntry): Task => ({
  work,
  to: `pledges/${id}`,
  title,
  what: t(`desk.${work}.what` as TextKey, { donor: partyName(donor) }),
  due: due && due < validUntil ? due : validUntil,
});

const formalise = (pledges: readonly PledgeEntry[]) =>
  pledges
    .filter(({ status }) => status === 'Accepted' || status === 'PartiallyAccepted')
    .map((one) => pledge('formalise', one));

const review = (pledges: readonly PledgeEntry[]) =>
  pledges
    .filter(({ status }) => status === 'Announced' || status === 'UnderReview')
    .map((one) => pledge('review', one));

const deliver = (pledges: readonly PledgeEntry[]): Task[] =>
  dueLines(pledges).map((line) => ({
    work: 'deliver',
    to: `pledges/${line.pledge.id}`,
    title: line.pledge.title,
    what: t('desk.deliver.what', { quantity: measure(line.committed - line.delivered, line.unit) }),
    due: line.deliverBy,
  }));

const answer = (gaps: readonly Gap[], party: string): Task[] =>
  gaps.flatMap((gap) =>
    gap.solicitations.flatMap(({ deadline, donors }) =>
      donors
        .filter(({ donor, status }) => donor === party && status === 'Open')
        .map(({ quantity }) => ({
          work: 'answer' as const,
          to: `gaps/${gap.id}`,
          title: gap.capability,
          what: t('desk.answer.what', { quantity: measure(quantity, gap.unit) }),
          due: deadline,
        })),
    ),
  );

const receive = (pledges: readonly PledgeEntry[]): Task[] =>
  pledges
    .filter(({ status, kind }) => !over.includes(status) && kind !== 'training')
    .flatMap(({ id, title, donor, lines }) =>
      lines
        .filter((line) => line.delivered > line.received)
        .map((line) => ({
          work: 'receive' as const,
          to: `pledges/${id}`,
          title,
          what: t('desk.receive.what', {
            quantity: measure(line.delivered - line.received, line.unit),
            donor: partyName(donor),
          }),
          due: line.deliverBy,
        })),
    );

const validate = (requirements: readonly Requirement[]): Task[] =>
  requirements
    .filter(({ status }) => status === 'Submitted')
    .map(({ id, title, quantity, unit, requiredBy }) => ({
      work: 'validate',
      to: `requirements/${id}`,
      title,
      what: t('desk.validate.what', { quantity: measure(quantity, unit) }),
      due: requiredBy,
    }));

const confirmPlan = (plans: readonly Plan[]): Task[] =>
  plans
    .filter(({ status }) => status === 'Computed')
    .map(({ id, summary }) => ({
      work: 'confirmPlan',
      to: `plans/${id}`,
      title: t('desk.confirmPlan.title'),
      what: t('desk.confirmPlan.what', { count: summary?.allocations ?? 0, n: summary?.allocations ?? 0 }),
      due: null,
    }));

/** Nobody was asked, nothing is offered and nobody has accepted the risk. */
const withoutPlan = (gaps: readonly Gap[]): Task[] =>
  gaps
    .filter((gap) => gap.open > 0 && gap.status !== 'AcceptedRisk' && !done.includes(gap.status))
    .filter(({ offers, solicitations }) => offers.length === 0 && !solicitations.some(isAsked))
    .map((gap) => ({
      work: 'gap',
      to: `gaps/${gap.id}`,
      title: gap.capability,
      what: t('desk.gap.what', { quantity: measure(gap.open, gap.unit) }),
      due: `${gap.months.find(({ open }) => open > 0)?.month ?? gap.from}-01`,
    }));

const isAsked = ({ donors }: Gap['solicitations'][number]) => donors.some(({ status }) => status === 'Open');

const assign = (demands: readonly Demand[]): Task[] =>
  demands.flatMap(({ kind, item, lines }) =>
    lines
      .filter(({ assigned }) => assigned === null)
      .map(({ agreement }) => ({
        work: 'assign' as const,
        to: `coproduction/${agreement}`,
        title: item ?? t(`desk.bottleneck.${kind}`),
        what: t('desk.assign.what'),
        due: null,
      })),
  );

const nominate = (intakes: readonly Intake[]): Task[] =>
  intakes
    .filter(({ status }) => status === 'NominationOpen')
    .map(({ id, capability, country, places, nominationUntil }) => ({
      work: 'nominate',
      to: `training/${id}`,
      title: capability,
      what: t('desk.nominate.what', { count: places.empty, n: places.empty, country: partyName(country) }),
      due: nominationUntil,
    }));

const graduates = (intakes: readonly Intake[]): Task[] =>
  intakes
    .filter(({ status, receiptConfirmed }) => status === 'Graduated' && !receiptConfirmed)
    .map(({ id, capability, persons, end }) => ({
      work: 'graduates',
      to: `training/${id}`,
      title: capability,
      what: t('desk.graduates.what', { count: persons.completed, n: persons.completed }),
      due: end,
    }));
