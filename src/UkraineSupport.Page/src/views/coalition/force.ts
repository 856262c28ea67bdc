import type { Balance, Period, Serial, SerialLine, SerialMonths } from '../../api/types';
import { t } from '../../i18n/language';
import type { Segment } from '../../parts/Bar';

/** A serial counts persons, or things such as ships and batteries. */
export const unitOf = (serial: Serial): string => (serial.count === null ? 'persons' : 'units');

export const isDemo = (text: string): boolean => text.includes('(demo)');

/** How far what was offered has come, in parts that do not overlap. */
export const steps = ['usable', 'ready', 'accepted', 'offered'] as const;
const colour = { usable: 'received', ready: 'allocated', accepted: 'committed', offered: 'pledged' };

export function segmentsOf({ offered, accepted, ready, usable }: Pick<SerialLine, (typeof steps)[number]>): Segment[] {
  const at = { usable, ready: ready - usable, accepted: accepted - ready, offered: offered - accepted };
  return steps.map((step) => ({ kind: colour[step], value: at[step], label: t(`coalition.step.${step}`) }));
}

/** All of the force: every phase and domain. */
export const whole = (balance: Balance) => balance.sums.find((sum) => !sum.phase && !sum.domain);

/** Those that the force does not stand without first, and among them those that are short. */
export const byUrgency = (a: SerialLine, b: SerialLine): number =>
  Number(b.serial.critical) - Number(a.serial.critical) ||
  Number(b.missing > 0) - Number(a.missing > 0) ||
  a.serial.id.localeCompare(b.serial.id, 'en', { numeric: true });

export const nationsOf = ({ contributions }: SerialLine): string[] =>
  [...new Set(contributions.map(({ nation }) => nation))].sort();

/** In a month: it stands, it is short, half of it or more is missing, or nothing of it is there. */
export const standings = ['stands', 'short', 'half', 'none'] as const;
export type Standing = (typeof standings)[number];
export type Month = SerialMonths['months'][number];

export function standing({ missing, leastUsable, required }: Month): Standing {
  if (missing <= 0) return 'stands';
  if (leastUsable <= 0) return 'none';
  return missing * 2 < required ? 'short' : 'half';
}

export const monthsOf = (period: Period): string[] =>
  [...new Set(period.serials.flatMap(({ months }) => months.map(({ month }) => month.slice(0, 7))))].sort();
