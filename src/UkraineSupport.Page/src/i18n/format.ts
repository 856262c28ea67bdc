import { language, locales, t, type TextKey } from './language';

type Options = Intl.NumberFormatOptions & Intl.DateTimeFormatOptions;
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Formats are made once: making one is slow. */
function kept<F extends Intl.NumberFormat | Intl.DateTimeFormat>(
  kind: new (locale: string, options: Options) => F,
  options: Options,
): F {
  const key = `${kind.name} ${language()} ${JSON.stringify(options)}`;
  let format = made.get(key);
  if (!format) made.set(key, (format = new kind(locales[language()], options)));
  return format as F;
}

const number = (options: Intl.NumberFormatOptions) => kept(Intl.NumberFormat, options as Options);
const moment = (options: Intl.DateTimeFormatOptions) =>
  kept(Intl.DateTimeFormat, { timeZone: 'UTC', ...options } as Options);

const BIG = 1_000_000;

/** A figure without its unit: to the last digit, millions of euros shortened. */
export function figure(value: number, unit?: string): string {
  if (unit === 'EUR') return money(value);
  return number({ maximumFractionDigits: 2 }).format(value);
}

/** Euros, millions and more shortened: € 2.75 bn. */
export function money(value: number): string {
  const short = Math.abs(value) >= BIG;
  return number({
    style: 'currency',
    currency: 'EUR',
    ...(short ? { notation: 'compact', maximumFractionDigits: 2 } : { maximumFractionDigits: 0 }),
  } as Intl.NumberFormatOptions).format(value);
}

/** A figure shortened wherever it is long, for axes and cells: 1.2 m. */
export const short = (value: number, unit?: string): string =>
  number({
    notation: 'compact',
    maximumFractionDigits: 1,
    ...(unit === 'EUR' ? { style: 'currency', currency: 'EUR' } : {}),
  } as Intl.NumberFormatOptions).format(value);

/** A figure with its unit in words: 30,000 drones, € 2.75 bn. */
export function measure(value: number, unit: string): string {
  if (unit === 'EUR') return money(value);
  return t(`unit.${unit}` as TextKey, { count: value, n: figure(value) });
}

/** To the last digit, with its unit: for tooltips and what is read aloud. */
export function exact(value: number, unit: string): string {
  if (unit !== 'EUR') return measure(value, unit);
  return number({ style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' }).format(value);
}

/** A unit alone, as above a column: rounds, drones, euros. */
export const unitName = (unit: string): string => t(`units.${unit}` as TextKey);

export const share = (part: number, whole: number): string =>
  number({ style: 'percent', maximumFractionDigits: 0 }).format(whole > 0 ? part / whole : 0);

/** A part of a whole, which is 1: to a tenth of a per cent. */
export const percent = (part: number): string => number({ style: 'percent', maximumFractionDigits: 1 }).format(part);

/** The same of what is small: two digits, wherever they begin. */
export const smallPercent = (part: number): string =>
  number({ style: 'percent', maximumSignificantDigits: 2 }).format(part);

const asDate = (value: string) => new Date(value.length === 10 ? `${value}T00:00:00Z` : value);

/** A day: the one that was written, in universal time. */
export const day = (value: string): string => moment({ dateStyle: 'medium' }).format(asDate(value));

const END_OF_DAY = 'T23:59:59';

/** A moment with its time zone; a deadline that is the end of a day is that day. */
export function instant(value: string): string {
  if (value.length === 10 || value.includes(END_OF_DAY)) return day(value);
  return `${moment({ dateStyle: 'medium', timeStyle: 'short' }).format(asDate(value))} UTC`;
}

export const clock = (value: number): string =>
  `${moment({ hour: '2-digit', minute: '2-digit' }).format(new Date(value))} UTC`;

/** 2026-05: May 2026. */
export const month = (value: string): string =>
  moment({ month: 'short', year: 'numeric' }).format(asDate(`${value.slice(0, 7)}-01`));

/** The month's name alone, and its year alone. */
export const monthName = (value: string): string => moment({ month: 'short' }).format(asDate(`${value}-01`));

export const months = (from: string, to: string): string =>
  from.slice(0, 7) === to.slice(0, 7) ? month(from) : `${month(from)} – ${month(to)}`;

/** Today as a day is written here: in universal time. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Several names in a row: Denmark, Norway and Sweden. */
export const list = (names: string[]): string =>
  new Intl.ListFormat(locales[language()], { type: 'conjunction' }).format(names);
