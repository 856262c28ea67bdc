import type { Requirement } from '../../api/types';
import { exact } from '../../i18n/format';
import { t } from '../../i18n/language';
import { nameOf } from '../../parts/catalog';
import { Facts } from '../../parts/Facts';
import { Day, Typed } from '../../parts/Figures';
import type { Context } from '../field';
import { radio, reason } from '../fields';
import { form } from '../form';
import { words } from '../options';

export const validate = form<'/requirements/{id}/validation', Requirement>({
  name: 'validate',
  reads: '/requirements/{id}',
  sends: '/requirements/{id}/validation',
  may: (requirement, who) => who.role === 'coordinator' && requirement.status === 'Submitted',
  about: WhatIsNeeded,
  fields: [
    radio(
      'decision',
      words(['accept', 'reject'], (value) => `option.validation.${value}`),
    ),
    reason('hint.reviewReason'),
  ],
  then: (requirement) => `requirements/${requirement.id}`,
  back: ({ id }) => `requirements/${id}`,
});

function WhatIsNeeded({ record, catalog }: Context<Requirement>) {
  return (
    <>
      <p>
        <strong>
          <Typed>{record.title}</Typed>
        </strong>
      </p>
      <Facts
        of={[
          [t('column.needed'), `${exact(record.quantity, record.unit)}, ${nameOf(record.capability, catalog)}`],
          [t('column.neededBy'), <Day value={record.requiredBy} />],
          [t('column.priority'), record.priority],
        ]}
      />
    </>
  );
}
