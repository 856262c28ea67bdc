import type { Pledge } from '../../api/types';
import { form } from '../form';
import { amount, radio, reason, rows } from '../fields';
import { lineName, words } from '../options';
import { isOtherCoordinator } from '../who';
import { WhatIsOffered } from './WhatIsOffered';
import { isOffered } from './state';

export const review = form<'/pledges/{id}/review', Pledge>({
  name: 'review',
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/review',
  may: (pledge, who) =>
    isOtherCoordinator(who, pledge.donor) && ['Announced', 'UnderReview'].includes(pledge.status) && isOffered(pledge),
  about: WhatIsOffered,
  start: ({ record }) => ({ lines: record.lines.map(({ quantity }) => ({ quantity: String(quantity) })) }),
  fields: [
    radio('decision', ({ record }) =>
      words(
        record.status === 'Announced'
          ? (['accept', 'partial', 'decline', 'start'] as const)
          : (['accept', 'partial', 'decline'] as const),
        (value) => `option.review.${value}`,
      )(),
    ),
    rows(
      'lines',
      [amount('quantity', { label: 'field.accepted', unit: ({ record, n }) => record.lines[n].unit })],
      (scope) => lineName(scope.record.lines[scope.n], scope),
      {
        when: ({ values }) => values.decision === 'partial',
        hint: 'hint.accepted',
        also: ({ record, n }) => ({ line: record.lines[n].line }),
      },
    ),
    reason('hint.reviewReason'),
  ],
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
});
