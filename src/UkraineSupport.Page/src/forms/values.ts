/** What is typed, as it is typed: texts, boxes that are ticked, and groups and rows of them. */
export type Value = string | boolean | Values | Values[];
export interface Values {
  [name: string]: Value;
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Nothing has been typed or ticked. */
export function isBlank(value: Value | undefined): boolean {
  if (value === undefined || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (value === true) return false;
  return Object.values(value).every(isBlank);
}

/** The values with one of them changed; `at` names it, as in `lines.0.quantity`. */
export function put<T extends Values | Values[]>(values: T, at: string, value: Value): T {
  const [first, ...rest] = at.split('.') as [string, ...string[]];
  const inner = (values as Values)[first] as Values;
  const next = rest.length > 0 ? put(inner, rest.join('.'), value) : value;
  if (Array.isArray(values)) return values.map((row, n) => (String(n) === first ? next : row)) as T;
  return { ...values, [first]: next };
}

/**
 * What somebody typed into a form that began with `before`, on one that begins with `after`: what they left as it was
 * follows the record, what they typed stays.
 */
export function rebase(typed: Values, before: Values, after: Values): Values {
  const names = Object.keys({ ...after, ...typed });
  return Object.fromEntries(names.map((name) => [name, leaf(typed[name], before[name], after[name])]));
}

function leaf(typed: Value | undefined, before: Value | undefined, after: Value | undefined): Value {
  if (same(typed, before)) return after ?? typed!;
  if (Array.isArray(typed) && Array.isArray(before) && Array.isArray(after) && typed.length === before.length)
    return after.map((row, n) => (typed[n] ? rebase(typed[n], before[n]!, row) : row));
  return typed ?? after!;
}

/** A number as people write it: spaces between thousands, a point or comma before decimals. */
export function numberOf(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^\d+(\.\d{1,4})?$/.test(plain) && !/^[1-9]\d{0,2}[.,]\d{3}$/.test(text.trim()) ? Number(plain) : undefined;
}
