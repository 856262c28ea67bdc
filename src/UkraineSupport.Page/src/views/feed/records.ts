import type { LiveEvent } from '../../api/live';
import type { HistoryEntry } from '../../api/types';
import { leadsTo } from '../../app/routing';
import { changes, typeOf } from '../../parts/changes';

/** Where the records of each kind are shown; what stands there that is no view yet is no link. */
const places: Record<string, (subject: string) => string> = {
  pledge: (id) => `pledges/${id}`,
  requirement: (id) => `requirements/${id}`,
  gap: (id) => `gaps/${id}`,
  plan: (id) => `plans/${id}`,
  agreement: (id) => `coproduction/${id}`,
  intake: (id) => `training/${id}`,
  force: (id) => `coalition/forces/${id}`,
  activation: (id) => `coalition/activations/${id}`,
};

/** The word that an event's type begins with: what it happened to. */
export const subjectKind = (event: Pick<LiveEvent, 'type'>): string => typeOf(event).split('.')[0]!;

/** The view of the record, or null. */
export function placeOf(event: LiveEvent): string | null {
  const to = places[subjectKind(event)]?.(event.subject);
  return to && leadsTo(to) ? to : null;
}

/** What an event carries is written in docs/events; the feed looks for what tells a reader whose it is. */
type Data = any;

/** The donor whose it is, where it says so. */
export function donorOf({ data }: LiveEvent): string | null {
  const of = data as Data;
  return of?.donor ?? of?.coverage?.donor ?? of?.terms?.donor ?? null;
}

/** What the record is called, where it says so. */
export function titleOf({ data }: LiveEvent): string | null {
  const of = data as Data;
  return of?.title ?? of?.terms?.title ?? of?.terms?.product ?? null;
}

/** What it changed, as far as one event tells without those before it. */
export function saidBy(event: LiveEvent): string[] {
  if (!event.data) return [];
  const version = Number(event.sequence);
  return changes([{ version, type: event.type, data: event.data } as HistoryEntry]).get(version) ?? [];
}
