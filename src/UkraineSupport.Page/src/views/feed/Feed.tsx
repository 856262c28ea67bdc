import { useRead } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Title } from '../../app/Title';
import { language, t, type TextKey, texts } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { CapabilityChoice, useCatalog } from '../../parts/catalog';
import { Choice, Filters } from '../../parts/Filters';
import { eventName } from '../../parts/History';
import { Empty, Shown } from '../../parts/States';
import { FeedTable } from './FeedTable';
import { subjectKind } from './records';
import { useFeed } from './useFeed';

const types = texts('event.');

/** What happens, the newest first, as it happens. */
export default function Feed() {
  const catalog = useCatalog();
  const donors = useRead('/catalog/donors').data?.items.map(({ party }) => party) ?? [];
  const filters = useFilters({
    type: { known: types },
    donor: { known: donors, loaded: donors.length > 0 },
    capability: { known: [...catalog.keys()], loaded: catalog.size > 0 },
  });
  const feed = useFeed(filters.values);
  const byName = (names: [string, string][]) => names.sort(([, a], [, b]) => a.localeCompare(b, language()));
  return (
    <>
      <Title>{t('feed.title')}</Title>
      <p class="lead">{t('feed.lead')}</p>
      <Filters of={filters}>
        <Choice
          name="type"
          filters={filters}
          label={t('feed.event')}
          all={t('feed.allEvents')}
          options={byName(types.map((type) => [type, nameOfType(type)]))}
        />
        <Choice
          name="donor"
          filters={filters}
          label={t('filter.donor')}
          all={t('filter.allDonors')}
          options={byName(donors.map((code) => [code, partyName(code)]))}
        />
        <CapabilityChoice filters={filters} catalog={catalog} />
      </Filters>
      <Shown reading={feed}>
        {({ shown, waiting, older }) => (
          <>
            <p class="arrivals" role="status">
              {waiting.length > 0 && (
                <button type="button" class="main" data-field="waiting" onClick={feed.showAll}>
                  {t('feed.new', { count: waiting.length, n: waiting.length })}
                </button>
              )}
            </p>
            {shown.length === 0 ? <Empty title={t('feed.none')} /> : <FeedTable events={shown} catalog={catalog} />}
            {older && (
              <button type="button" data-field="older" onClick={() => void feed.showOlder()}>
                {t('feed.older')}
              </button>
            )}
          </>
        )}
      </Shown>
    </>
  );
}

const nameOfType = (type: string) => `${t(`feed.of.${subjectKind({ type })}` as TextKey)}: ${eventName({ type })}`;
