import type { Gap, Requirement } from '../../api/types';
import { day, exact, months } from '../../i18n/format';
import { t } from '../../i18n/language';
import { type Catalog, nameOf } from '../../parts/catalog';

/** What takes allocations: a requirement of Ukraine or a gap, in the words that both have. */
export interface Need {
  id: string;
  title: string | null;
  capability: string;
  unit: string;
  open: number;
  quantity: number;
  priority: number;
  /** The last day on which it helps; of a gap its last month. */
  by: string;
  from: string | null;
  substitutes: { capability: string; factor: number }[];
  allies: { donor: string; covered: number }[];
}

export const needs = ({ requirements, gaps }: { requirements: Requirement[]; gaps: Gap[] }): Need[] =>
  [...requirements.map(ofRequirement), ...gaps.map(ofGap)].sort((a, b) => a.priority - b.priority);

const ofRequirement = (need: Requirement): Need => ({
  ...pick(need),
  title: need.title,
  quantity: need.quantity,
  by: need.requiredBy,
  from: null,
  allies: need.allocations.map(({ donor, credit }) => ({ donor, covered: credit })),
});

const ofGap = (gap: Gap): Need => ({
  ...pick(gap),
  title: null,
  quantity: gap.shortfall,
  by: gap.to,
  from: gap.from,
  allies: gap.allies.map(({ donor, covered }) => ({ donor, covered })),
});

const pick = ({ id, capability, unit, open, priority, substitutes }: Requirement | Gap) => ({
  id,
  capability,
  unit,
  open,
  priority,
  substitutes: [...substitutes],
});

/** How many of its units one of a capability stands for; undefined when it does not take that. */
export const factorFor = (need: Need, capability: string): number | undefined =>
  need.capability === capability ? 1 : need.substitutes.find((other) => other.capability === capability)?.factor;

export function needName(need: Need, catalog: Catalog): string {
  const title =
    need.title ?? t('form.gapOf', { what: nameOf(need.capability, catalog), months: months(need.from!, need.by) });
  return t('form.needOpen', { title, open: exact(need.open, need.unit) });
}

/** A requirement or a gap, under the name that the register has for it. */
export const asNeed = {
  names: ['requirement', 'gap'],
  as: (id: string) => (id.startsWith('gap-') ? { gap: id } : { requirement: id }),
};

export const needBy = (need: Need): string => (need.from ? months(need.from, need.by) : day(need.by));
