import type { PledgeLine } from '../api/types';
import { t, type TextKey } from '../i18n/language';
import { nations, partyName } from '../i18n/names';
import { nameOf } from '../parts/catalog';
import { language } from '../i18n/language';
import type { Option, Scope } from './field';

/** The words of the register, each with its name in the texts. */
export const words =
  <W extends string>(values: readonly W[], name: (value: W) => TextKey) =>
  (): Option[] =>
    values.map((value) => [value, t(name(value))]);

/** Capabilities by name. */
export function capabilities({ catalog }: Scope, fits: (area: string, code: string) => boolean = () => true): Option[] {
  return [...catalog.values()]
    .filter(({ area, code }) => fits(area, code))
    .map(({ code }): Option => [code, nameOf(code, catalog)])
    .sort((a, b) => a[1].localeCompare(b[1], language()));
}

/** Nations by name. */
export const parties = (): Option[] =>
  nations.map((code): Option => [code, partyName(code)]).sort((a, b) => a[1].localeCompare(b[1], language()));

export const unitOf = ({ catalog, row }: Scope): string | undefined => catalog.get(String(row.capability))?.unit;

/** A line of a pledge, by its number and what it is of. */
export const lineName = (line: Pick<PledgeLine, 'line' | 'capability'>, { catalog }: Pick<Scope, 'catalog'>): string =>
  `${t('change.line', { n: line.line })}: ${nameOf(line.capability, catalog)}`;

/** The euro first: most values are in it. */
export const currencies = [
  'EUR',
  'USD',
  'GBP',
  'PLN',
  'SEK',
  'NOK',
  'DKK',
  'CHF',
  'CZK',
  'CAD',
  'AUD',
  'JPY',
  'HUF',
  'RON',
  'BGN',
  'KRW',
  'UAH',
  'TRY',
  'NZD',
  'ISK',
] as const;
