import { useAll } from '../../api/useRead';
import type { Gap, Pledge, Requirement } from '../../api/types';
import { form } from '../form';
import { amount, choice, long, note } from '../fields';
import type { Option, Scope } from '../field';
import { lineName } from '../options';
import { isBlank } from '../values';
import { isOtherCoordinator } from '../who';
import { AboutLine, AboutNeed } from './AllocateNotes';
import { asNeed, factorFor, type Need, needs, needName } from './needs';
import { WhatIsOffered } from './WhatIsOffered';
import { chosenLine, free, isCommitted } from './state';

export interface Needs {
  requirements: Requirement[];
  gaps: Gap[];
}

/** What takes something of the chosen line: that it asks for, or a substitute of it. */
function open(scope: Scope<Pledge>): Option[] {
  const capability = chosenLine(scope)?.capability;
  if (!capability) return [];
  return needs(scope.data)
    .filter((need: Need) => need.open > 0 && factorFor(need, capability) !== undefined)
    .map((need: Need): Option => [need.id, needName(need, scope.catalog)]);
}

const unit = (scope: Scope<Pledge>) => chosenLine(scope)?.unit;

export const allocate = form<'/pledges/{id}/allocations', Pledge, Needs>({
  name: 'allocate',
  reads: '/pledges/{id}',
  sends: '/pledges/{id}/allocations',
  may: (pledge, who) =>
    isOtherCoordinator(who, pledge.donor) && isCommitted(pledge) && pledge.lines.some((line) => free(line) > 0),
  about: WhatIsOffered,
  use: () => ({
    requirements: useAll('/requirements').data?.items ?? [],
    gaps: useAll('/gaps').data?.items ?? [],
  }),
  // A plan's proposal comes in the address.
  start: ({ record, asked }) => {
    const only = record.lines.filter((line) => free(line) > 0);
    return {
      line: asked.get('line') ?? (only.length === 1 ? String(only[0]!.line) : ''),
      requirement: asked.get('need') ?? '',
      quantity: asked.get('quantity') ?? '',
    };
  },
  fields: [
    choice(
      'line',
      (scope) =>
        scope.record.lines
          .filter((line: Pledge['lines'][number]) => free(line) > 0)
          .map((line: Pledge['lines'][number]): Option => [String(line.line), lineName(line, scope)]),
      { sent: { names: ['line'], as: (value) => ({ line: Number(value) }) } },
    ),
    note('_line', AboutLine, ({ values }) => values.line !== ''),
    choice('requirement', open, { label: 'field.need', sent: asNeed, when: ({ values }) => values.line !== '' }),
    note('_need', AboutNeed, ({ values }) => values.requirement !== ''),
    amount('quantity', { unit }),
    long('despite', {
      hint: 'hint.despite',
      when: ({ raised, row }) => raised.includes('concerns') || !isBlank(row.despite),
    }),
  ],
  answers: { concerns: 'despite' },
  then: (pledge, { asked }) => asked.get('back') ?? `pledges/${pledge.id}`,
  back: ({ id }) => `pledges/${id}`,
});
