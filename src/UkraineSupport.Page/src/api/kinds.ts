/** What is read together: the first word of a route; `ledgers` is whatever is reckoned over many records. */
export type Kind =
  | 'pledges'
  | 'requirements'
  | 'gaps'
  | 'us-deliveries'
  | 'backfill'
  | 'coalition'
  | 'training'
  | 'coproduction'
  | 'rates'
  | 'ledgers'
  | 'catalog';

/** Which kinds an event changes, by what it happened to. Totals follow from everything. */
const changed: Record<string, readonly Kind[]> = {
  pledge: ['pledges', 'ledgers'],
  requirement: ['requirements', 'ledgers'],
  gap: ['gaps', 'us-deliveries', 'ledgers'],
  usDeliveries: ['us-deliveries', 'gaps', 'ledgers'],
  usSignal: ['us-deliveries', 'gaps', 'ledgers'],
  plan: ['backfill'],
  force: ['coalition'],
  forceRequirements: ['coalition'],
  call: ['coalition'],
  activation: ['coalition'],
  course: ['training'],
  intake: ['training', 'pledges', 'ledgers'],
  agreement: ['coproduction', 'gaps', 'ledgers'],
};

/** Null: everything may have changed. */
export const kindsOfEvent = (type: string): readonly Kind[] | null =>
  changed[type.replace(/^ukraine-support\./, '').split('.')[0]!] ?? null;
