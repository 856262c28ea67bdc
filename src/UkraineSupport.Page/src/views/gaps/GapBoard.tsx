import type { Gap } from '../../api/types';
import { useAll } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Title } from '../../app/Title';
import { month, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { areaName } from '../../i18n/names';
import { CapabilityChoice, useCatalog } from '../../parts/catalog';
import { Choice, Filters } from '../../parts/Filters';
import { Empty, Shown } from '../../parts/States';
import { areas, gapStatuses } from '../../parts/words';
import { GapTable } from './GapTable';
import { HeatMap } from './HeatMap';
import { board, monthFrom } from './months';
import { Part } from '../../parts/Facts';

/** So many months that are over are shown at first. */
const PAST = 4;

export default function GapBoard() {
  const catalog = useCatalog();
  const gaps = useAll('/gaps');
  const filters = useFilters({
    area: { known: areas },
    capability: { known: [...catalog.keys()], loaded: catalog.size > 0 },
    status: { known: gapStatuses },
    months: { known: ['all'] },
  });
  const recent = monthFrom(today(), -PAST);
  const { area, capability, status } = filters.values;
  const wanted = (gap: Gap) =>
    (!area || catalog.get(gap.capability)?.area === area) &&
    (!capability || gap.capability === capability) &&
    (!status || gap.status === status) &&
    !gap.mergedInto;
  const found = [...new Set((gaps.data?.items ?? []).map((gap) => gap.capability))];

  return (
    <>
      <Title>{t('gaps.title')}</Title>
      <p class="lead">{t('gaps.lead')}</p>
      <Filters of={filters}>
        <Choice
          name="area"
          filters={filters}
          label={t('filter.area')}
          all={t('filter.allAreas')}
          options={areas.map((value) => [value, areaName(value)])}
        />
        <CapabilityChoice filters={filters} catalog={catalog} codes={found} />
        <Choice
          name="status"
          filters={filters}
          label={t('filter.status')}
          all={t('filter.allStatuses')}
          options={gapStatuses.map((value) => [value, t(`status.gap.${value}`)])}
        />
        <Choice
          name="months"
          filters={filters}
          label={t('filter.months')}
          all={t('filter.monthsFrom', { month: month(recent) })}
          options={[['all', t('filter.monthsAll')]]}
        />
      </Filters>
      <Shown reading={gaps}>
        {({ items, cut }) => {
          const rows = items.filter(wanted);
          if (rows.length === 0)
            return (
              <Empty title={filters.any ? t('gaps.noMatch') : t('gaps.none')}>
                {filters.any ? t('filter.fewer') : t('gaps.noneHint')}
              </Empty>
            );
          return (
            <>
              <HeatMap board={board(rows, filters.values.months ? '' : recent)} catalog={catalog} />
              <Part title={t('gaps.listTitle')} lead={t('gaps.listLead')}>
                <GapTable rows={rows} cut={cut} catalog={catalog} />
              </Part>
            </>
          );
        }}
      </Shown>
    </>
  );
}
