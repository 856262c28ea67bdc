import type { Gap } from '../../api/types';
import { empty } from '../field';
import { form } from '../form';
import { line, offerOf } from '../pledge/offerFields';
import { WhatIsMissing } from './WhatIsMissing';

const over = ['Closed', 'AcceptedRisk'];

export const offer = form<'/gaps/{id}/offers', Gap>({
  name: 'offer',
  reads: '/gaps/{id}',
  sends: '/gaps/{id}/offers',
  may: (gap, who) =>
    who.role === 'donor' && who.party !== undefined && who.party !== 'USA' && !over.includes(gap.status),
  about: WhatIsMissing,
  start: ({ record }) => ({
    disclosure: record.disclosure === 'public' ? 'coalition' : record.disclosure,
    lines: [{ ...empty(line), capability: record.capability }],
  }),
  fields: offerOf(),
  also: ({ who }) => ({ donor: who.party! }),
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `gaps/${id}`,
});
