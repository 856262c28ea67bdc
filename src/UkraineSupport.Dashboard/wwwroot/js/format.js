const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const instant = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const monthOnly = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const EUR_STEPS = [[1e9, 'bn'], [1e6, 'm']];

/** A quantity without its unit. Euros are shortened (2.75 bn); the exact figure is in `exact`. */
export function quantity(value, unit) {
  if (value === null || value === undefined) return '–';
  const step = unit === 'EUR' && EUR_STEPS.find(([size]) => Math.abs(value) >= size);
  return step ? `${whole.format(value / step[0])} ${step[1]}` : whole.format(value);
}

/** A quantity with its unit, in words: "30,000 drones", "EUR 2.75 bn". */
export function measure(value, unit) {
  return unit === 'EUR' ? `EUR ${quantity(value, unit)}` : `${quantity(value, unit)} ${unit}`;
}

/** The figure to the last digit, for tooltips. */
export const exact = (value, unit) => (unit === 'EUR' ? `EUR ${whole.format(value)}` : `${whole.format(value)} ${unit}`);

/** Date of an instant or a plain date. */
export const date = (value) => (value ? day.format(new Date(value.length === 10 ? `${value}T00:00:00Z` : value)) : '–');

export const dateTime = (value) => (value ? instant.format(new Date(value)) : '–');

/** "2026-05" → "May 2026". */
export const month = (value) => monthOnly.format(new Date(`${value}-01T00:00:00Z`));

/** "May 2026 – Aug 2027"; one month is itself. */
export const months = (from, to) => (from === to ? month(from) : `${month(from)} – ${month(to)}`);

export const time = (value) => clock.format(value);

/** part of whole as a percentage from 0 to 100, for the width of a bar. */
export const percent = (part, total) => (total > 0 ? Math.min(100, Math.max(0, (part / total) * 100)) : 0);

/** "PartiallyAccepted" → "Partially accepted", "coProduction" → "Co-production". */
export function words(name) {
  if (!name) return '';
  const spaced = name.replace('coProduction', 'co-production').replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);
  return spaced[0].toUpperCase() + spaced.slice(1);
}

/** Only web addresses become links. */
export const webAddress = (url) => (/^https?:\/\//i.test(url ?? '') ? url : null);
