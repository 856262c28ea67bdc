import { useAll } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Title } from '../../app/Title';
import { t } from '../../i18n/language';
import { areaName } from '../../i18n/names';
import { useCatalog } from '../../parts/catalog';
import { Choice, Filters } from '../../parts/Filters';
import { Empty, Shown } from '../../parts/States';
import { areas } from '../../parts/words';
import { LedgerTable } from './LedgerTable';

export default function CapabilityList() {
  const catalog = useCatalog();
  const ledgers = useAll('/insights/ledgers');
  const filters = useFilters({ area: { known: areas } });
  const { area } = filters.values;
  return (
    <>
      <Title>{t('capabilities.title')}</Title>
      <p class="lead">{t('capabilities.lead')}</p>
      <Filters of={filters}>
        <Choice
          name="area"
          filters={filters}
          label={t('filter.area')}
          all={t('filter.allAreas')}
          options={areas.map((value) => [value, areaName(value)])}
        />
      </Filters>
      <Shown reading={ledgers}>
        {({ items }) => {
          const rows = items.filter((row) => !area || catalog.get(row.capability)?.area === area);
          if (rows.length === 0)
            return (
              <Empty title={filters.any ? t('pledges.noMatch') : t('pledges.none')}>{t('pledges.noneHint')}</Empty>
            );
          return <LedgerTable rows={rows} catalog={catalog} />;
        }}
      </Shown>
    </>
  );
}
