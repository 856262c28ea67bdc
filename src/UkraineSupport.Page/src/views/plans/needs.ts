import type { Gap, Plan, PlanLine, Proposal, Requirement } from '../../api/types';
import { months } from '../../i18n/format';
import { type Catalog, nameOf } from '../../parts/catalog';
import { groups } from '../../parts/ledgers';

/** What a plan covers or leaves open: a requirement or a gap, as it stands now. */
export interface Need {
  id: string;
  to: string;
  name: string;
  kind: 'gap' | 'requirement';
  unit: string;
  priority: number;
  /** What each pledge has allocated for it by now, in its own unit. */
  allocated: ReadonlyMap<string, number>;
  /** Who was asked about it and has not answered. */
  waits: { donor: string; quantity: number; deadline: string }[];
}

export type LineState = 'Proposed' | 'Confirming' | 'Confirmed' | 'Gone';
export interface Line {
  of: PlanLine;
  key: string;
  state: LineState;
  /** Why it no longer held, when the plan was confirmed. */
  gone: string | undefined;
}

export interface Group {
  need: Need;
  lines: Line[];
  covered: number;
  rest: Proposal['uncovered'][number] | undefined;
}

export function needsOf(
  gaps: readonly Gap[],
  requirements: readonly Requirement[],
  catalog: Catalog,
): Map<string, Need> {
  const needs: Need[] = [
    ...gaps.map((gap): Need => ({
      id: gap.id,
      to: `gaps/${gap.id}`,
      name: `${nameOf(gap.capability, catalog)}, ${months(gap.from, gap.to)}`,
      kind: 'gap',
      unit: gap.unit,
      priority: gap.priority,
      allocated: allocated(gap.allocations),
      waits: gap.solicitations.flatMap(({ deadline, donors }) =>
        donors.filter(({ status }) => status === 'Open').map(({ donor, quantity }) => ({ donor, quantity, deadline })),
      ),
    })),
    ...requirements.map((need): Need => ({
      id: need.id,
      to: `requirements/${need.id}`,
      name: need.title,
      kind: 'requirement',
      unit: need.unit,
      priority: need.priority,
      allocated: allocated(need.allocations),
      waits: [],
    })),
  ];
  return new Map(needs.map((need) => [need.id, need]));
}

/** By need, the most urgent first: what covers it, and what stays open. Needs that are gone since are named by id. */
export function grouped(plan: Plan, proposal: Proposal, needs: Map<string, Need>): Group[] {
  const lines = linesOf(plan, proposal);
  const rests = new Map(proposal.uncovered.map((rest) => [rest.need, rest]));
  const own = groups(lines, (line) => line.of.need);
  return [...new Set([...own.keys(), ...rests.keys()])]
    .map((id) => ({
      need: needs.get(id) ?? unknown(id),
      lines: own.get(id) ?? [],
      covered: (own.get(id) ?? []).reduce((sum, { of }) => sum + of.credit, 0),
      rest: rests.get(id),
    }))
    .sort((a, b) => a.need.priority - b.need.priority || a.need.name.localeCompare(b.need.name));
}

const unknown = (id: string): Need => {
  const kind = id.startsWith('gap-') ? 'gap' : 'requirement';
  return { id, to: `${kind}s/${id}`, name: id, kind, unit: 'units', priority: 9, allocated: new Map(), waits: [] };
};

const allocated = (to: Gap['allocations'] | Requirement['allocations']) =>
  new Map(
    [...groups(to, ({ pledge }) => pledge)].map(([id, own]) => [id, own.reduce((sum, { credit }) => sum + credit, 0)]),
  );

/** A plan says of the lines that no longer held which they were; each of those is said once. */
function linesOf(plan: Plan, proposal: Proposal): Line[] {
  const gone = [...plan.gone];
  return proposal.allocations.map((of, at) => {
    const lost = gone.findIndex(
      (one) => one.pledge === of.pledge && one.line === of.line && one.need === of.need && one.quantity === of.quantity,
    );
    const why = lost < 0 ? undefined : gone.splice(lost, 1)[0]!.why;
    return { of, key: `${of.pledge}/${of.line}/${at}`, state: why ? 'Gone' : stateOf(plan.status), gone: why };
  });
}

const stateOf = (status: Plan['status']): LineState =>
  status === 'Confirmed' || status === 'Confirming' ? status : 'Proposed';
