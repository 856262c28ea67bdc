import { useAll } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Title } from '../../app/Title';
import { Actions } from '../../forms/Actions';
import { onRequirements } from '../../forms/where';
import { t } from '../../i18n/language';
import { CapabilityChoice, useCatalog } from '../../parts/catalog';
import { Choice, Filters } from '../../parts/Filters';
import { Empty, Shown } from '../../parts/States';
import { requirementStatuses } from '../../parts/words';
import { RequirementTable } from './RequirementTable';

export default function RequirementList() {
  const catalog = useCatalog();
  const filters = useFilters({
    capability: { known: [...catalog.keys()], loaded: catalog.size > 0 },
    status: { known: requirementStatuses },
  });
  const { capability, status } = filters.values;
  const requirements = useAll('/requirements', { capability, status });
  return (
    <>
      <Title>{t('requirements.title')}</Title>
      <p class="lead">{t('requirements.lead')}</p>
      <Actions of={onRequirements} record={undefined} />
      <Filters of={filters}>
        <CapabilityChoice filters={filters} catalog={catalog} />
        <Choice
          name="status"
          filters={filters}
          label={t('filter.status')}
          all={t('filter.allStatuses')}
          options={requirementStatuses.map((value) => [value, t(`status.requirement.${value}`)])}
        />
      </Filters>
      <Shown reading={requirements}>
        {({ items, cut }) =>
          items.length === 0 ? (
            <Empty title={filters.any ? t('requirements.noMatch') : t('requirements.none')}>
              {filters.any ? t('filter.fewer') : t('requirements.noneHint')}
            </Empty>
          ) : (
            <RequirementTable rows={items} cut={cut} catalog={catalog} />
          )
        }
      </Shown>
    </>
  );
}
