import type { Pledge } from '../../api/types';
import { exact, day as written } from '../../i18n/format';
import { t } from '../../i18n/language';
import type { Option, Scope } from '../field';
import { amount, choice, day, text } from '../fields';
import { form } from '../form';
import { lineName } from '../options';
import { asNeed } from '../pledge/needs';
import { chosenLine, isCommitted, unplanned } from '../pledge/state';
import { WhatIsOffered } from '../pledge/WhatIsOffered';
import { isDonor } from '../who';

type Line = Pledge['lines'][number];

const ready = (pledge: Pledge): Line[] => pledge.lines.filter((line) => unplanned(pledge, line) > 0);

/** A line with what of it waits for a tranche, and its last day. */
const waiting = (line: Line, scope: Scope<Pledge>): Option => [
  String(line.line),
  t('form.lineWaits', {
    line: lineName(line, scope),
    quantity: exact(unplanned(scope.record, line), line.unit),
    day: written(line.deliverBy),
  }),
];

function served({ record, values }: Scope<Pledge>): Option[] {
  const of = record.allocations.filter(({ line, status }) => String(line) === values.line && status === 'Confirmed');
  const ids = [...new Set(of.map(({ requirement, gap }) => requirement ?? gap ?? ''))];
  return ids.map((id): Option => [
    id,
    t(id.startsWith('gap-') ? 'form.toGap' : 'form.toRequirement', { id: id.slice(-6) }),
  ]);
}

export const plan = form<'/pledges/{id}/deliveries', Pledge>({
  name: 'deliver',
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/deliveries',
  may: (pledge, who) => isDonor(who, pledge.donor) && isCommitted(pledge) && ready(pledge).length > 0,
  about: WhatIsOffered,
  start: ({ record }) => ({ line: ready(record).length === 1 ? String(ready(record)[0]!.line) : '' }),
  fields: [
    choice('line', (scope) => ready(scope.record).map((line) => waiting(line, scope)), {
      sent: { names: ['line'], as: (value) => ({ line: Number(value) }) },
    }),
    amount('quantity', { unit: (scope) => chosenLine(scope)?.unit }),
    day('due', { hint: 'hint.due' }),
    choice('requirement', served, {
      label: 'field.serves',
      hint: 'hint.serves',
      needed: false,
      sent: asNeed,
      when: (scope) => served(scope).length > 1,
    }),
    text('waybill', { needed: false, hint: 'hint.waybill' }),
  ],
  then: (pledge) => `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
});
