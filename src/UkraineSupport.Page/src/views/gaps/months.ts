import type { Gap, GapMonth } from '../../api/types';

/** A month of a capability: what is open in it, over all gaps that have it, and the gap to look into. */
export interface Cell {
  gap: Gap;
  month: GapMonth;
}

export interface BoardRow {
  capability: string;
  gaps: Gap[];
  cells: Map<string, Cell>;
  open: number;
}

/** Capability by month; a month that closed and opened again is the gap's that is open. */
export interface Board {
  months: string[];
  rows: BoardRow[];
}

export function board(gaps: readonly Gap[], first = ''): Board {
  const rows = new Map<string, BoardRow>();
  for (const gap of gaps) {
    const row: BoardRow = rows.get(gap.capability) ?? {
      capability: gap.capability,
      gaps: [],
      cells: new Map(),
      open: 0,
    };
    rows.set(gap.capability, row);
    row.gaps.push(gap);
    row.open += gap.open;
    for (const month of gap.months) {
      if (month.month < first) continue;
      const other = row.cells.get(month.month);
      if (!other || month.open > other.month.open) row.cells.set(month.month, { gap, month });
    }
  }
  const all = [...rows.values()].flatMap((row) => [...row.cells.keys()]).sort();
  return { months: between(all[0], all.at(-1)), rows: [...rows.values()].sort(worstFirst) };
}

/** The month so many before or after this one. */
export function monthFrom(today: string, months: number): string {
  const day = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 7);
}

/** By priority, then by how much of what is missing nobody covers. */
function worstFirst(a: BoardRow, b: BoardRow): number {
  const priority = (row: BoardRow) => Math.min(...row.gaps.map((gap) => gap.priority));
  return (
    Number(b.open > 0) - Number(a.open > 0) ||
    priority(a) - priority(b) ||
    openPart(b) - openPart(a) ||
    a.capability.localeCompare(b.capability)
  );
}

export const openPart = ({ gaps, open }: { gaps: readonly Gap[]; open: number }): number =>
  open / (gaps.reduce((sum, gap) => sum + gap.shortfall, 0) || 1);

function between(first: string | undefined, last: string | undefined): string[] {
  const months: string[] = [];
  for (let month = first; month && last && month <= last; month = monthFrom(month, 1)) months.push(month);
  return months;
}

/** How much of what was expected of a month is open: none, then four steps of a quarter. */
export function level({ open, expected }: GapMonth): 0 | 1 | 2 | 3 | 4 {
  if (open <= 0) return 0;
  return Math.min(4, Math.max(1, Math.ceil((open / (expected || open)) * 4))) as 1 | 2 | 3 | 4;
}

/** Whether a gap rests on something that says of itself that it is a scenario. */
export const isDemo = (gap: Gap): boolean => gap.sources.some((source) => source.includes('(demo)'));
