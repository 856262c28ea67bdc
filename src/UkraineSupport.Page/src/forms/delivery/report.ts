import type { Pledge } from '../../api/types';
import { day, radio } from '../fields';
import { form, type Place } from '../form';
import { words } from '../options';
import { tranche } from '../pledge/state';
import { isDonor, type Who } from '../who';
import { WhatIsSent } from './WhatIsSent';

const donorSays = {
  Planned: ['Dispatched', 'Cancelled'],
  Dispatched: ['AtHub', 'HandedOver', 'Lost', 'Returned'],
  AtHub: ['HandedOver', 'Lost', 'Returned'],
} as const;
const both = ['Received', 'PartiallyReceived'];

type Step = (typeof donorSays)[keyof typeof donorSays][number] | 'Verified';

/** What may be said of a tranche next, and by whom. */
function next(pledge: Pledge, who: Who, { n }: Place): readonly Step[] {
  const status = tranche(pledge, n)?.status ?? '';
  if (isDonor(who, pledge.donor)) return donorSays[status as keyof typeof donorSays] ?? [];
  return who.role === 'coordinator' && both.includes(status) ? ['Verified'] : [];
}

export const report = form<'/pledges/{id}/deliveries/{n}/status', Pledge>({
  name: 'report',
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/deliveries/{n}/status',
  may: (pledge, who, at) => next(pledge, who, at).length > 0,
  about: WhatIsSent,
  fields: [
    radio('status', ({ record, who, at }) => words(next(record, who, at), (value) => `option.delivery.${value}`)()),
    day('at', { label: 'field.since', needed: false, hint: 'hint.since' }),
    day('eta', {
      needed: false,
      hint: 'hint.eta',
      when: ({ values }) => values.status === 'Dispatched' || values.status === 'AtHub',
    }),
  ],
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
});
