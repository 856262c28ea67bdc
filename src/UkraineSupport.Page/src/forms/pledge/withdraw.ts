import type { Pledge } from '../../api/types';
import { form } from '../form';
import { amount, radio, reason, rows } from '../fields';
import { lineName, words } from '../options';
import { isBlank } from '../values';
import { isDonor } from '../who';
import { isCommitted, isEnded } from './state';
import { WhatIsOffered } from './WhatIsOffered';

export const withdraw = form<'/pledges/{id}/withdrawal', Pledge>({
  name: 'withdraw',
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/withdrawal',
  may: (pledge, who) => isDonor(who, pledge.donor) && !isEnded(pledge),
  about: WhatIsOffered,
  start: ({ record }) => ({ lines: record.lines.map(() => ({ quantity: '' })) }),
  fields: [
    radio(
      '_extent',
      words(['whole', 'part'], (value) => `option.extent.${value}`),
      {
        when: ({ record }) => isCommitted(record),
      },
    ),
    rows(
      'lines',
      [amount('quantity', { needed: false, unit: ({ record, n }) => record.lines[n].unit })],
      (scope) => lineName(scope.record.lines[scope.n], scope),
      {
        when: ({ values }) => values._extent === 'part',
        hint: 'hint.withdrawLines',
        skip: ({ row }) => isBlank(row),
        also: ({ record, n }) => ({ line: record.lines[n].line }),
      },
    ),
    reason(),
  ],
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
});
