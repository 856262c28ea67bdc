import type { Course, TrainingOutcome, TrainingSums } from '../../api/types';
import { Link } from '../../app/routing';
import { figure, measure, percent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { languageName, partyName } from '../../i18n/names';
import { type Catalog, nameOf, PartyLink } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Typed, Unknown } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import { Steps } from './IntakeTable';
import { persons, places } from './intakes';

interface Props {
  outcome: TrainingOutcome;
  courses: Map<string, Course>;
  catalog: Catalog;
  capability: string | undefined;
}

/** What comes of it, by donor and by course: empty places with what they are worth, and who completes. */
export function Outcome({ outcome, courses, catalog, capability }: Props) {
  const donors = outcome.donors.filter(({ of }) => !capability || of === capability);
  const own = (outcome.courses as TrainingSums[]).filter(
    ({ of }) => courses.has(of) && (!capability || courses.get(of)!.capability === capability),
  );
  return (
    <>
      <Part title={t('training.byDonor')} lead={t('training.byDonorLead')}>
        {donors.length === 0 ? (
          <p>{t('training.noPlaces')}</p>
        ) : (
          <Sums
            name="training-donors"
            caption={t('training.byDonor')}
            rows={donors}
            columnName={t('column.donor')}
            text={({ donor, of }) => `${partyName(donor)} ${nameOf(of, catalog)}`}
            head={({ donor, of }) => (
              <>
                <PartyLink code={donor} />
                <small>{nameOf(of, catalog)}</small>
              </>
            )}
          />
        )}
      </Part>
      {own.length > 0 && (
        <Part title={t('training.byCourse')}>
          <Sums
            name="training-courses"
            caption={t('training.byCourse')}
            rows={own}
            columnName={t('training.course')}
            text={({ of }) => courses.get(of)!.title}
            head={({ of, donor }) => <CourseHead course={courses.get(of)!} donor={donor} />}
          />
        </Part>
      )}
    </>
  );
}

function CourseHead({ course, donor }: { course: Course; donor: string }) {
  const about = [
    course.programme,
    t(`level.${course.level}`),
    t('training.weeks', { n: course.weeks }),
    languageName(course.language),
    partyName(course.country),
  ];
  return (
    <>
      <Link to="training" query={{ course: course.id }}>
        <Typed>{course.title}</Typed>
      </Link>
      <small>{about.filter(Boolean).join(', ')}</small>
      <small>
        <PartyLink code={donor} /> · {t('training.stated', { rate: percent(course.completionRate) })}
      </small>
    </>
  );
}

interface SumsProps {
  name: string;
  caption: string;
  rows: TrainingSums[];
  columnName: string;
  text: (row: TrainingSums) => string;
  head: (row: TrainingSums) => preact.ComponentChildren;
}

function Sums({ name, caption, rows, columnName, text, head }: SumsProps) {
  return (
    <Table
      name={name}
      caption={caption}
      rows={rows}
      rowKey={({ of, donor }) => `${of}-${donor}`}
      columns={[
        { id: 'of', name: columnName, main: true, value: text, cell: head },
        {
          id: 'places',
          name: t('training.places'),
          hint: t('training.placesHint'),
          cell: ({ sums }) => <Steps of={sums} names={places} />,
        },
        {
          id: 'empty',
          name: t('training.empty'),
          hint: t('training.emptyHint'),
          numeric: true,
          value: ({ sums }) => sums.empty,
          cell: (row) => <EmptyPlaces of={row} />,
        },
        {
          id: 'persons',
          name: t('training.persons'),
          hint: t('training.personsHint'),
          cell: ({ sums }) => <Steps of={sums} names={persons} />,
        },
        {
          id: 'completionRate',
          name: t('training.completion'),
          numeric: true,
          value: ({ completionRate }) => completionRate ?? -1,
          cell: ({ completionRate }) => (completionRate === null ? <Unknown /> : percent(completionRate)),
        },
      ]}
      sheet={{
        rows: (shown) => shown,
        columns: {
          of: ({ of }) => of,
          donor: ({ donor }) => donor,
          intakes: ({ sums }) => sums.intakes,
          allocated: ({ sums }) => sums.allocated,
          offered: ({ sums }) => sums.offered,
          taken: ({ sums }) => sums.taken,
          given: ({ sums }) => sums.given,
          empty: ({ sums }) => sums.empty,
          emptyPart: ({ emptyPart }) => emptyPart,
          emptyEur: ({ sums }) => sums.emptyEur,
          nominated: ({ sums }) => sums.nominated,
          enrolled: ({ sums }) => sums.enrolled,
          completed: ({ sums }) => sums.completed,
          confirmed: ({ sums }) => sums.confirmed,
          expected: ({ sums }) => sums.expected,
          completionRate: ({ completionRate }) => completionRate,
        },
      }}
    />
  );
}

/** Places that nobody used in intakes that have begun; nothing is known before one has. */
function EmptyPlaces({ of: { sums, emptyPart } }: { of: TrainingSums }) {
  if (emptyPart === null) return <Unknown />;
  return (
    <>
      <span data-field="empty" data-value={sums.empty}>
        {figure(sums.empty)}
      </span>
      <small>{`${percent(emptyPart)}, ${measure(sums.emptyEur, 'EUR')}`}</small>
    </>
  );
}
