import type { HistoryEntry } from '../api/types';
import { day, figure, list } from '../i18n/format';
import { t, type TextKey } from '../i18n/language';

/** What an event carries is written in docs/events; the page says what it knows of it. */
type Data = any;
interface Stood {
  terms: Map<string, string> | null;
  tranches: Map<number, { status: string; received?: number }>;
  priority: number | null;
}

/**
 * What each entry of a history changed, from what to what, by its version. Entries are read from the oldest on: what
 * stood before one is what the entries before it said.
 */
export function changes(items: readonly HistoryEntry[]): Map<number, string[]> {
  const said = new Map<number, string[]>();
  const stood: Stood = { terms: null, tranches: new Map(), priority: null };
  for (const entry of [...items].sort((a, b) => a.version - b.version)) {
    const tell = tellers[typeOf(entry)];
    said.set(
      entry.version,
      (tell?.(entry.data ?? {}, stood) ?? []).filter((line) => line !== null),
    );
  }
  return said;
}

export const typeOf = (entry: Pick<HistoryEntry, 'type'>): string => entry.type.replace(/^ukraine-support\./, '');

type Line = string | null;
const number = (value: number | null | undefined) => figure(value ?? 0);
const tranche = (n: number) => t('change.tranche', { n });
const line = (n: number) => t('change.line', { n });
const delivery = (status: string) => t(`status.delivery.${status}` as TextKey);

function fromTo(what: string, from: string | null | undefined, to: string): Line {
  if (from === to) return null;
  if (!from) return t('change.set', { what, to });
  return t('change.fromTo', { what, from, to: to || t('change.nothing') });
}

const tellers: Record<string, (data: Data, stood: Stood) => Line[]> = {
  'pledge.announced': (data, stood) => {
    stood.terms = terms(data);
    return data.lines.map((of: Data) =>
      t('change.lineBy', { line: line(of.line), quantity: number(of.quantity), day: day(of.deliverBy) }),
    );
  },
  'pledge.amended': (data, stood) => {
    const [before, after] = [stood.terms, terms(data)];
    stood.terms = after;
    return before ? [...after].map(([what, to]) => fromTo(what, before.get(what), to)) : [];
  },
  'pledge.reviewed': (data) => [
    t(`status.pledge.${data.status}` as TextKey),
    ...data.lines.map((of: Data) => t('change.accepted', { line: line(of.line), quantity: number(of.quantity) })),
  ],
  'pledge.formalised': ({ commitment }) => [
    t('change.signed', { instrument: commitment.instrument, day: day(commitment.signedOn) }),
  ],
  'pledge.allocationRequested': (data) => [
    t('change.set', { what: line(data.line), to: number(data.quantity) }),
    data.despite ? t('change.despite', { reason: data.despite }) : null,
  ],
  'pledge.allocationReduced': (data) => [t('change.stay', { quantity: number(data.quantity) })],
  'pledge.allocationMoved': (data) => [t('change.moved', { quantity: number(data.quantity) })],
  'pledge.deliveryPlanned': (data, stood) => {
    stood.tranches.set(data.delivery, { status: 'Planned' });
    return [t('change.due', { tranche: tranche(data.delivery), quantity: number(data.quantity), day: day(data.due) })];
  },
  'pledge.deliveryStatusChanged': (data, stood) => {
    const before = stood.tranches.get(data.delivery);
    stood.tranches.set(data.delivery, { ...before, status: data.status });
    return [fromTo(tranche(data.delivery), before && delivery(before.status), delivery(data.status))];
  },
  'pledge.deliveryReceipted': (data, stood) => {
    const before = stood.tranches.get(data.delivery)?.received;
    stood.tranches.set(data.delivery, { status: data.status, received: data.received });
    const what = t('change.received', { tranche: tranche(data.delivery) });
    return [
      fromTo(what, before === undefined ? null : number(before), number(data.received)),
      data.discrepancy ? t('change.difference', { reason: data.discrepancy }) : null,
    ];
  },
  'pledge.deliverySettled': (data) => [
    t('change.settled', { tranche: tranche(data.delivery), quantity: number(data.missing) }),
  ],
  'gap.opened': (data) => [
    t('change.gapOpened', { quantity: number(missing(data.months)), count: data.months.length }),
  ],
  'gap.widened': (data) => [fromTo(t('gap.missing'), number(data.was), number(data.shortfall))],
  'gap.narrowed': (data) => [fromTo(t('gap.missing'), number(data.was), number(data.shortfall))],
  'gap.assessed': (data, stood) => {
    const before = stood.priority;
    stood.priority = data.priority;
    return [fromTo(t('column.priority'), before === null ? null : String(before), String(data.priority))];
  },
};

const missing = (months: Data[]) => months.reduce((total: number, month: Data) => total + month.shortfall, 0);
const texts = (items: Data[] | undefined) => (items?.length ? list(items.map((item) => item.text ?? item)) : '');

const terms = (data: Data) =>
  new Map<string, string>([
    [t('change.title'), data.title],
    [t('pledge.validUntil'), day(data.validUntil)],
    [t('change.disclosure'), t(`disclosure.${data.disclosure}` as TextKey)],
    [t('pledge.conditions'), texts(data.conditions)],
    [t('pledge.caveats'), texts(data.caveats)],
    ...(data.evidence
      ? [[t('pledge.evidence'), t(`evidence.${data.evidence.level}` as TextKey)] as [string, string]]
      : []),
    ...data.lines.flatMap((of: Data): [string, string][] => [
      [t('change.lineQuantity', { line: line(of.line) }), number(of.quantity)],
      [t('change.lineDay', { line: line(of.line) }), day(of.deliverBy)],
    ]),
  ]);
