import type { Intake } from '../../api/types';
import { useAll, useRead } from '../../api/useRead';
import { useFilters } from '../../app/filters';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { month, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { languageName, partyName } from '../../i18n/names';
import { CapabilityChoice, useCatalog } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Count, Day, Unknown } from '../../parts/Figures';
import { Choice, Filters } from '../../parts/Filters';
import { Headline, Headlines } from '../../parts/Headline';
import { both, Empty, Shown } from '../../parts/States';
import { intakeStatuses } from '../../parts/words';
import { IntakeTable } from './IntakeTable';
import { over } from './intakes';
import { Months } from './Months';
import { Outcome } from './Outcome';

/** Intakes by start with their empty places, and the people trained by month against what is needed. */
export default function Training() {
  const catalog = useCatalog();
  const intakes = useAll('/training/intakes');
  const courses = useAll('/training/courses');
  const outcome = useRead('/insights/training');
  const titles = new Map((courses.data?.items ?? []).map((course) => [course.id, course]));
  const all = intakes.data?.items ?? [];
  const loaded = intakes.data !== undefined;
  const of = (name: (intake: Intake) => string) => [...new Set(all.map(name))].sort();
  const starts = of((intake) => intake.start.slice(0, 7));
  const filters = useFilters({
    course: { known: [...titles.keys()], loaded: courses.data !== undefined },
    capability: { known: [...catalog.keys()], loaded: catalog.size > 0 },
    language: { known: of((intake) => intake.language), loaded },
    country: { known: of((intake) => intake.country), loaded },
    start: { known: starts, loaded },
    status: { known: intakeStatuses },
  });
  const { course, capability, language, country, start, status } = filters.values;
  const wanted = (intake: Intake) =>
    (!course || intake.courseId === course) &&
    (!capability || intake.capability === capability) &&
    (!language || intake.language === language) &&
    (!country || intake.country === country) &&
    (!start || intake.start.startsWith(start)) &&
    (!status || intake.status === status);
  const capabilities = [...new Set((outcome.data?.months ?? []).map((row) => row.capability))];

  return (
    <>
      <Title>{t('training.title')}</Title>
      <p class="lead">
        {t('training.lead')} {t('training.apart')}
      </p>
      <Filters of={filters}>
        <CapabilityChoice filters={filters} catalog={catalog} codes={capabilities} />
        {all.length > 0 && (
          <>
            <Choice
              name="course"
              filters={filters}
              label={t('training.course')}
              all={t('training.allCourses')}
              options={[...titles.values()].map(({ id, title }) => [id, title])}
            />
            <Choice
              name="language"
              filters={filters}
              label={t('app.language')}
              all={t('training.allLanguages')}
              options={of((intake) => intake.language).map((code) => [code, languageName(code)])}
            />
            <Choice
              name="country"
              filters={filters}
              label={t('training.country')}
              all={t('training.allCountries')}
              options={of((intake) => intake.country).map((code) => [code, partyName(code)])}
            />
            <Choice
              name="start"
              filters={filters}
              label={t('training.start')}
              all={t('training.anyStart')}
              options={starts.map((value) => [value, month(value)])}
            />
            <Choice
              name="status"
              filters={filters}
              label={t('filter.status')}
              all={t('filter.allStatuses')}
              options={intakeStatuses.map((value) => [value, t(`status.intake.${value}`)])}
            />
          </>
        )}
      </Filters>
      <Shown reading={both(intakes, courses)}>
        {([{ items, cut }]) => {
          const rows = items.filter(wanted);
          return (
            <>
              {rows.length > 0 && <InShort rows={rows} />}
              <Part title={t('training.byStart')} lead={t('training.byStartLead')}>
                {rows.length > 0 ? (
                  <IntakeTable rows={rows} cut={cut} courses={titles} catalog={catalog} />
                ) : (
                  <Empty title={items.length > 0 ? t('training.noMatch') : t('training.none')}>
                    {items.length > 0 ? t('filter.fewer') : t('training.who')}
                  </Empty>
                )}
              </Part>
            </>
          );
        }}
      </Shown>
      <Shown reading={outcome}>
        {(sums) => (
          <>
            <Months
              rows={sums.months.filter((row) => !capability || row.capability === capability)}
              catalog={catalog}
            />
            <Outcome outcome={sums} courses={titles} catalog={catalog} capability={capability} />
          </>
        )}
      </Shown>
    </>
  );
}

function InShort({ rows }: { rows: Intake[] }) {
  const ahead = rows
    .filter(({ start, status }) => start >= today() && !over.includes(status))
    .sort((a, b) => a.start.localeCompare(b.start));
  const empty = ahead.filter(({ places }) => places.empty > 0).length;
  const next = ahead[0];
  return (
    <Headlines>
      <Headline name={t('training.ahead')} figure={<Count of={ahead.length} field="ahead" />}>
        {t('training.aheadMeaning')}
      </Headline>
      <Headline name={t('training.withEmpty')} figure={<Count of={empty} field="withEmpty" />}>
        {t('training.withEmptyMeaning')}
      </Headline>
      <Headline
        name={t('training.nextStart')}
        figure={
          next ? (
            <Link to={`training/${next.id}`}>
              <Day value={next.start} />
            </Link>
          ) : (
            <Unknown />
          )
        }
      >
        {next && partyName(next.provider)}
      </Headline>
    </Headlines>
  );
}
