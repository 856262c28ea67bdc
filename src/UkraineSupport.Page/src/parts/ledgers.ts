import type { Chain } from '../api/types';

/** The five ledgers, in the order in which goods pass them. Each is a part of the one before: none is ever added. */
export const ledgers = ['pledged', 'committed', 'allocated', 'delivered', 'received'] as const;
export type Ledger = (typeof ledgers)[number];

/** The whole chain, with its two steps in between. */
export const chain = ['pledged', 'accepted', 'committed', 'allocated', 'dispatched', 'delivered', 'received'] as const;

/** Where goods are now. Each unit is in exactly one of these, so together they are what was announced. */
export const places = ['received', 'delivered', 'allocated', 'committed', 'pledged'] as const;
export type Place = (typeof places)[number];

/** How much has come to each place and not to the next. */
export function placesOf(row: Chain): Record<Place, number> {
  return {
    received: row.received,
    delivered: row.delivered - row.received,
    allocated: row.allocated - row.delivered,
    committed: row.committed - row.allocated,
    pledged: row.pledged - row.committed,
  };
}

export const nothing: Chain = {
  pledged: 0,
  accepted: 0,
  committed: 0,
  allocated: 0,
  dispatched: 0,
  delivered: 0,
  received: 0,
};

/** Ledger by ledger, of goods that are counted in one unit. */
export function sum(rows: readonly Chain[]): Chain {
  const total = { ...nothing };
  for (const row of rows) for (const field of chain) total[field] += row[field];
  return total;
}

/** Rows by what `of` says of them, in the order in which they come. */
export function groups<T>(rows: readonly T[], of: (row: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const key = of(row);
    const group = found.get(key);
    if (group) group.push(row);
    else found.set(key, [row]);
  }
  return found;
}
