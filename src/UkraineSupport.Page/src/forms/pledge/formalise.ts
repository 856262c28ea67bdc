import type { Pledge } from '../../api/types';
import { form } from '../form';
import { day, text, tick } from '../fields';
import { isDonor } from '../who';
import { WhatIsOffered } from './WhatIsOffered';
import { isOffered } from './state';

export const formalise = form<'/pledges/{id}/formalisation', Pledge>({
  name: 'formalise',
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/formalisation',
  may: (pledge, who) =>
    isDonor(who, pledge.donor) && ['Accepted', 'PartiallyAccepted'].includes(pledge.status) && isOffered(pledge),
  about: WhatIsOffered,
  fields: [
    text('instrument', { hint: 'hint.instrument' }),
    text('legalReference'),
    day('signedOn'),
    day('parliamentApprovedOn', { needed: false }),
    tick('jointly', { hint: 'hint.jointly', when: ({ record }) => record.conditions.some(isChecked) }),
  ],
  answers: { 'condition-not-met': 'jointly' },
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
});

const isChecked = ({ othersReach }: Pledge['conditions'][number]) => othersReach !== null;
