import type { Gap } from '../../api/types';
import { reason } from '../fields';
import { form } from '../form';
import { WhatIsMissing } from './WhatIsMissing';

export const decline = form<'/gaps/{id}/solicitations/{n}/decline', Gap>({
  name: 'decline',
  reads: '/gaps/{id}',
  sends: '/gaps/{id}/solicitations/{n}/decline',
  may: (gap, who, { n }) =>
    who.role === 'donor' &&
    gap.solicitations.some(
      (asked) =>
        String(asked.n) === n && asked.donors.some(({ donor, status }) => donor === who.party && status === 'Open'),
    ),
  about: WhatIsMissing,
  fields: [reason()],
  then: (gap) => `gaps/${gap.id}`,
  back: ({ id }) => `gaps/${id}`,
});
