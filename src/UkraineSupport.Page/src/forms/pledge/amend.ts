import type { Pledge } from '../../api/types';
import { form } from '../form';
import { amount, day, reason, rows, text } from '../fields';
import { lineName } from '../options';
import { same, type Values } from '../values';
import { isDonor } from '../who';
import { caveats, conditions, disclosure, evidence } from './offerFields';
import { isCommitted, isEnded } from './state';

const typed = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const begin = (pledge: Pledge): Values => ({
  title: pledge.title,
  validUntil: pledge.validUntil.slice(0, 10),
  disclosure: pledge.disclosure,
  evidence: { level: typed(pledge.evidence?.level), url: typed(pledge.evidence?.url) },
  lines: pledge.lines.map((line) => ({
    quantity: typed(line.quantity),
    deliverBy: line.deliverBy,
    availableFrom: typed(line.availableFrom),
  })),
  conditions: pledge.conditions.map(({ text, capability, othersReach, by }) => ({
    text,
    capability: typed(capability),
    othersReach: typed(othersReach),
    by: typed(by),
  })),
  caveats: pledge.caveats.map(({ text, type, blocking }) => ({ text, type: typed(type), blocking })),
});

export const amend = form<'/pledges/{id}/amendment', Pledge>({
  name: 'amend',
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/amendment',
  onlyChanges: true,
  may: (pledge, who) => isDonor(who, pledge.donor) && !isEnded(pledge),
  start: ({ record }) => begin(record),
  fields: [
    text('title', { label: 'field.pledgeTitle' }),
    rows(
      'lines',
      [
        amount('quantity', {
          unit: ({ record, n }) => record.lines[n].unit,
          hint: ({ record }) => (isCommitted(record) ? 'hint.committedQuantity' : undefined),
        }),
        day('deliverBy'),
        day('availableFrom', { needed: false }),
      ],
      (scope) => lineName(scope.record.lines[scope.n], scope),
      {
        hint: ({ record }) => (isCommitted(record) ? undefined : 'hint.reviewedAgain'),
        skip: ({ row, start, n }) => same(row, (start.lines as Values[])[n]),
        also: ({ record, n }) => ({ line: record.lines[n].line }),
      },
    ),
    day('validUntil', { when: ({ record }) => !isCommitted(record) }),
    disclosure,
    evidence,
    { ...conditions, when: ({ record }) => !isCommitted(record) },
    caveats,
    reason(),
  ],
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
});
