import { t } from '../../i18n/language';
import { amount, choice, day, group, radio, rows, text } from '../fields';
import { form } from '../form';
import { capabilities, unitOf, words } from '../options';
import { disclosure, evidence } from '../pledge/offerFields';
import { isBlank } from '../values';

const priorities = words(['1', '2', '3', '4', '5'], (value) => `option.priority.${value}`);

export const file = form<'/requirements'>({
  name: 'file',
  sends: '/requirements',
  may: (_, who) => who.role === 'recipient',
  start: () => ({ disclosure: 'coalition' }),
  fields: [
    text('title', { label: 'field.requirementTitle', hint: 'hint.title' }),
    choice('capability', (scope) => capabilities(scope)),
    amount('quantity', { unit: unitOf }),
    radio('priority', priorities, { sent: { names: ['priority'], as: (value) => ({ priority: Number(value) }) } }),
    day('requiredBy', { hint: 'hint.requiredBy' }),
    rows(
      'substitutes',
      [
        choice('capability', (scope) => capabilities(scope, (_, code) => code !== scope.values.capability)),
        amount('factor', { hint: 'hint.factor' }),
      ],
      ({ n }) => t('form.substituteN', { n: n + 1 }),
      { fresh: { capability: '', factor: '' }, hint: 'hint.substitutes', most: 20 },
    ),
    group(
      'recurrence',
      [
        choice(
          'every',
          words(['monthly', 'quarterly'], (value) => `option.every.${value}`),
          { needed: false },
        ),
        amount('count', { hint: 'hint.count', when: ({ row }) => !isBlank(row.every) }),
      ],
      { hint: 'hint.recurrence' },
    ),
    disclosure,
    evidence,
  ],
  then: (requirement) => `requirements/${requirement.id}`,
  back: () => 'requirements',
});
