import { t } from '../../i18n/language';
import { kinds } from '../../parts/words';
import { empty, type Field, type Option, type Scope } from '../field';
import { amount, choice, day, group, long, radio, rows, text, tick } from '../fields';
import { capabilities, currencies, parties, unitOf, words } from '../options';
import { isBlank } from '../values';

/** What a pledge is made of: the same when it is announced, offered for a gap, and amended. */

const kind = ({ values }: Scope) => String(values.kind);

/** Training offers training and money is money; what is made together may be anything. */
function fits({ values }: Scope, area: string): boolean {
  if (values.kind === 'coProduction' || values.kind === '') return true;
  if (values.kind === 'training' || values.kind === 'funding' || values.kind === 'drones') return area === values.kind;
  return area !== 'training' && area !== 'funding';
}

const modalities = (scope: Scope) =>
  words(
    kind(scope) === 'funding' ? (['funding', 'pooled'] as const) : (['stock', 'newProduction', 'pooled'] as const),
    (value) => `modality.${value}`,
  )();

const goods = (scope: Scope) => ['munitions', 'drones', 'equipment', 'enablers'].includes(kind(scope));

const isMoney = (scope: Scope) => unitOf(scope) === 'EUR';
const valued = ({ row }: Scope) => !isBlank(row.unitValue);

const drone = group(
  'drone',
  [
    choice(
      'class',
      words(['fpv', 'reconnaissance', 'strike', 'interceptor', 'other'], (value) => `drone.${value}`),
    ),
    choice(
      'rangeBand',
      words(['short', 'medium', 'long'], (value) => `drone.range.${value}`),
      { needed: false },
    ),
    choice(
      'payloadBand',
      words(['light', 'medium', 'heavy'], (value) => `drone.payload.${value}`),
      { needed: false },
    ),
  ],
  { when: (scope) => kind(scope) === 'drones' },
);

const training = group(
  'training',
  [
    text('course'),
    day('start', { needed: false }),
    day('end', { needed: false }),
    text('location', { needed: false, hint: 'hint.location', send: (typed) => typed.trim().toUpperCase() }),
  ],
  { when: (scope) => kind(scope) === 'training' },
);

export const line: Field[] = [
  choice('capability', (scope) => capabilities(scope, (area) => fits(scope, area))),
  amount('quantity', { unit: unitOf }),
  day('deliverBy', { hint: 'hint.deliverBy' }),
  day('availableFrom', { needed: false }),
  amount('unitValue', { needed: false, hint: 'hint.unitValue', when: (scope) => !isMoney(scope) }),
  choice('currency', () => currencies.map((code): Option => [code, code]), {
    when: (scope) => valued(scope) && !isMoney(scope),
  }),
  choice(
    'valuationBasis',
    words(['reported', 'market', 'replacement', 'book'], (value) => `basis.${value}`),
    {
      needed: false,
      when: (scope) => valued(scope) && !isMoney(scope),
    },
  ),
  amount('lot', { needed: false, hint: 'hint.lot', unit: unitOf, when: (scope) => !isMoney(scope) }),
  choice('madeBy', parties, { needed: false, hint: 'hint.madeBy', when: goods }),
  drone,
  training,
];

export const disclosure = radio(
  'disclosure',
  words(['public', 'coalition', 'restricted'], (value) => `option.disclosure.${value}`),
);

export const evidence = group(
  'evidence',
  [
    choice(
      'level',
      words(['reported', 'documented', 'demo'], (value) => `option.evidence.${value}`),
      {
        needed: ({ row }) => !isBlank(row.url),
      },
    ),
    text('url', { needed: ({ row }) => row.level === 'documented', hint: 'hint.url' }),
  ],
  { hint: 'hint.evidence' },
);

export const conditions = rows(
  'conditions',
  [
    long('text', { label: 'field.condition' }),
    choice('capability', capabilities, { label: 'field.othersCapability', needed: false, hint: 'hint.condition' }),
    amount('othersReach', { unit: unitOf, when: ({ row }) => !isBlank(row.capability) }),
    day('by', { needed: false, when: ({ row }) => !isBlank(row.capability) }),
  ],
  ({ n }) => t('form.condition', { n: n + 1 }),
  { fresh: { text: '', capability: '', othersReach: '', by: '' }, hint: 'hint.conditions', most: 20 },
);

export const caveats = rows(
  'caveats',
  [
    long('text', { label: 'field.caveat' }),
    text('type', { label: 'field.caveatType', needed: false, hint: 'hint.caveatType' }),
    tick('blocking', { hint: 'hint.blocking' }),
  ],
  ({ n }) => t('form.caveat', { n: n + 1 }),
  { fresh: { text: '', type: '', blocking: false }, hint: 'hint.caveats', most: 20 },
);

/** All of an offer but who makes it; `more` where it says how the goods come about. */
export const offerOf = <F extends Field>(...more: F[]) => [
  text('title', { label: 'field.pledgeTitle', hint: 'hint.title' }),
  choice(
    'kind',
    words(kinds, (value) => `kind.${value}`),
  ),
  choice('modality', modalities, { when: ({ values }) => values.kind !== '' }),
  text('agreement', { needed: false, when: (scope) => kind(scope) === 'coProduction' }),
  text('parentPledge', { hint: 'hint.parentPledge', when: isShare }),
  choice('deliveredBy', parties, { needed: false, hint: 'hint.deliveredBy', when: goods }),
  choice(
    'authority',
    words(['PURL', 'FMS'], (value) => `authority.${value}`),
    { hint: 'hint.authority', when: forAnAlly },
  ),
  ...more,
  rows('lines', line, ({ n }) => t('change.line', { n: n + 1 }), { fresh: empty(line), least: 1 }),
  day('validUntil', { hint: 'hint.validUntil' }),
  disclosure,
  evidence,
  conditions,
  caveats,
  day('announcedOn', { needed: false, hint: 'hint.announcedOn' }),
];

/** It buys with what others contribute. */
export const pool = tick('pool', { hint: 'hint.pool', when: goods });

function forAnAlly({ values, who }: Scope): boolean {
  return values.deliveredBy === 'USA' && who.party !== 'USA';
}

function isShare({ values }: Scope): boolean {
  return values.kind === 'funding' && values.modality === 'pooled';
}
