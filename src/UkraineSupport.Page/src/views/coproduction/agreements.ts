import type { Agreement } from '../../api/types';

export type Bottleneck = Agreement['bottlenecks'][number];
export type Milestone = Agreement['milestones'][number];

export const openOf = ({ bottlenecks }: Agreement): Bottleneck[] => bottlenecks.filter(({ closedAt }) => !closedAt);

/** The milestone that is to be reached next: it waits, and none that waits is due before it. */
export const nextOf = ({ milestones }: Agreement): Milestone | undefined =>
  milestones
    .filter(({ status }) => status !== 'Met' && status !== 'Waived')
    .sort((a, b) => a.due.localeCompare(b.due))[0];

export const euros = ({ terms }: Agreement): number => terms.financing.reduce((sum, { eur }) => sum + eur, 0);

export const ended = ({ endedAt }: Agreement): boolean => endedAt !== null;

/** Whether something of it says of itself that it is invented. */
export const isDemo = ({ terms }: Agreement): boolean =>
  [terms.product, ...terms.financing.map(({ text }) => text ?? '')].some((text) => text.includes('(demo)'));
