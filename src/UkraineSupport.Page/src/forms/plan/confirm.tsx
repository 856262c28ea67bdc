import type { Answer } from '../../api/client';
import { figure } from '../../i18n/format';
import { t } from '../../i18n/language';
import { Facts } from '../../parts/Facts';
import type { Context } from '../field';
import { reason } from '../fields';
import { form } from '../form';

export type Plan = Answer<'/backfill/plans/{id}'>;

export const confirm = form<'/backfill/plans/{id}/confirmation', Plan>({
  name: 'confirm',
  reads: '/backfill/plans/{id}',
  sends: '/backfill/plans/{id}/confirmation',
  may: (plan, who) => who.role === 'coordinator' && plan.status === 'Computed',
  about: WhatIsProposed,
  fields: [reason()],
  then: (plan) => `plans/${plan.id}`,
  back: ({ id }) => `plans/${id}`,
});

function WhatIsProposed({ record }: Context<Plan>) {
  const { summary } = record;
  if (!summary) return null;
  return (
    <Facts
      of={[
        [t('form.proposed'), figure(summary.allocations)],
        [t('form.weighed'), figure(summary.lines)],
        [t('form.leftOpen'), figure(summary.uncovered)],
      ]}
    />
  );
}
