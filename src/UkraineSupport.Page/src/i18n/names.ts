import type { Capability } from '../api/types';
import ukrainian from './capabilities.uk.json';
import { language, locales, t, type TextKey } from './language';

/** ISO 3166-1: the codes that the register uses, and those that browsers know the names of countries by. */
const pairs =
  'ALB AL AUS AU AUT AT BEL BE BGR BG CAN CA CHE CH CYP CY CZE CZ DEU DE DNK DK ESP ES EST EE FIN FI FRA FR ' +
  'GBR GB GRC GR HRV HR HUN HU IRL IE ISL IS ITA IT JPN JP KOR KR LTU LT LUX LU LVA LV MKD MK MLT MT MNE ME ' +
  'NLD NL NOR NO NZL NZ POL PL PRT PT ROU RO SVK SK SVN SI SWE SE TUR TR UKR UA USA US';
const countries: Record<string, string> = Object.fromEntries(
  [...pairs.matchAll(/(\w{3}) (\w{2})/g)].map(([, code, region]) => [code, region]),
);

const regions = new Map<string, Intl.DisplayNames>();

/** The name of a nation or organisation in the page's language, or its code when there is none. */
export function partyName(code: string): string {
  if (code === 'EU' || code === 'NATO') return t(`party.${code}`);
  const region = countries[code];
  if (!region) return code;
  const locale = locales[language()];
  if (!regions.has(locale)) regions.set(locale, new Intl.DisplayNames([locale], { type: 'region' }));
  return regions.get(locale)!.of(region) ?? code;
}

export const nations = Object.keys(countries);

export const isParty = (code: string): boolean => code in countries || code === 'EU' || code === 'NATO';

/** The catalogue's own names are English and Dutch; the Ukrainian ones are the page's. */
export function capabilityName(entry: Pick<Capability, 'code' | 'name' | 'nameNl'>): string {
  if (language() === 'nl') return entry.nameNl;
  if (language() === 'uk') return (ukrainian as Record<string, string>)[entry.code] ?? entry.name;
  return entry.name;
}

export const areaName = (area: string): string => t(`area.${area}` as TextKey);

/** A language by its code of ISO 639-1, in the page's language. */
export function languageName(code: string): string {
  return new Intl.DisplayNames([locales[language()]], { type: 'language' }).of(code) ?? code;
}
