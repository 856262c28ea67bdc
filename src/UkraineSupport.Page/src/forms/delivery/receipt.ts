import type { Pledge } from '../../api/types';
import type { Scope } from '../field';
import { amount, long } from '../fields';
import { form, type Form } from '../form';
import { tranche } from '../pledge/state';
import { numberOf } from '../values';
import { isDonor, type Who } from '../who';
import { WhatIsSent } from './WhatIsSent';

type Tranche = Pledge['deliveries'][number];

/** Ukraine confirms what arrives, or the donor whose stock it replenishes. */
const isReceiver = (who: Who, { to }: Tranche) => (to ? isDonor(who, to) : who.role === 'recipient');
const of = ({ record, at }: Scope<Pledge>): Tranche => tranche(record, at.n)!;
const unit = (scope: Scope<Pledge>) => scope.record.lines.find(({ line }) => line === of(scope).line)?.unit;
const typed = ({ row }: Scope, name: string) => numberOf(String(row[name]));
const isLess = (scope: Scope<Pledge>) => (typed(scope, 'received') ?? Infinity) < of(scope).quantity;
const lowers = (scope: Scope<Pledge>) =>
  (typed(scope, 'received') ?? Infinity) < (of(scope).received ?? 0) ||
  (typed(scope, 'returned') ?? 0) < of(scope).returned;

const fields = [
  amount('received', { unit, hint: 'hint.received' as const }),
  amount('returned', { unit, needed: false }),
  long('discrepancy', { hint: 'hint.discrepancy' as const, when: isLess }),
];

type Receipt = Form<'/pledges/{id}/deliveries/{n}/receipt', Pledge>;
const common: Pick<Receipt, 'reads' | 'sends' | 'about' | 'then' | 'back'> = {
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/deliveries/{n}/receipt',
  about: WhatIsSent,
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
};

export const receipt: Receipt = form({
  ...common,
  name: 'receipt',
  may: (pledge, who, { n }) => {
    const sent = tranche(pledge, n);
    return sent?.status === 'HandedOver' && isReceiver(who, sent);
  },
  fields,
});

const confirmed = ['Received', 'PartiallyReceived', 'Verified', 'Returned'];

/** A receipt tells the total: one that is put right says what was confirmed before. */
export const correction: Receipt = form({
  ...common,
  name: 'correction',
  may: (pledge, who, { n }) => {
    const sent = tranche(pledge, n);
    return sent !== undefined && sent.received !== null && confirmed.includes(sent.status) && isReceiver(who, sent);
  },
  start: ({ record, at }) => {
    const { received, returned, discrepancy } = tranche(record, at.n)!;
    return { received: String(received), returned: String(returned), discrepancy: discrepancy ?? '' };
  },
  fields: [...fields, long('reason', { hint: 'hint.correction', when: lowers })],
  also: ({ record, at }) => ({ before: tranche(record, at.n)!.received! }),
});
