import type { Course, Intake } from '../../api/types';
import { Link } from '../../app/routing';
import { figure, percent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { languageName, partyName } from '../../i18n/names';
import { Bar, Legend } from '../../parts/Bar';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { type Catalog, nameOf, PartyLink } from '../../parts/catalog';
import { Day, Typed } from '../../parts/Figures';
import { Table } from '../../parts/Table';
import { isDemo, persons, places, placesOf, titleOf } from './intakes';

interface Props {
  rows: Intake[];
  cut: boolean;
  courses: Map<string, Course>;
  catalog: Catalog;
}

/** Intakes, the next to start first: places and persons are two ledgers. */
export function IntakeTable({ rows, cut, courses, catalog }: Props) {
  return (
    <Table
      name="intakes"
      caption={t('training.byStart')}
      rows={rows}
      rowKey={({ id }) => id}
      cut={cut}
      sort="start"
      columns={[
        {
          id: 'course',
          name: t('training.course'),
          main: true,
          value: (row) => titleOf(row, courses),
          cell: (row) => (
            <>
              <Link to={`training/${row.id}`}>
                <Typed>{titleOf(row, courses)}</Typed>
              </Link>
              <small>
                {nameOf(row.capability, catalog)}, <PartyLink code={row.provider} />{' '}
                {isDemo(titleOf(row, courses)) && <EvidenceBadge level="demo" />}{' '}
                <DisclosureBadge level={row.disclosure} />
              </small>
            </>
          ),
        },
        {
          id: 'start',
          name: t('training.start'),
          value: ({ start }) => start,
          cell: ({ start, end }) => (
            <>
              <Day value={start} />
              <small>
                {t('training.until')} <Day value={end} />
              </small>
            </>
          ),
        },
        {
          id: 'where',
          name: t('training.where'),
          value: ({ country }) => partyName(country),
          cell: ({ country, language }) => (
            <>
              {partyName(country)}
              <small>{languageName(language)}</small>
            </>
          ),
        },
        {
          id: 'places',
          name: t('training.places'),
          hint: t('training.placesHint'),
          wide: true,
          value: ({ places: at }) => at.empty,
          cell: (row) => <Places of={row} />,
        },
        {
          id: 'persons',
          name: t('training.persons'),
          hint: t('training.personsHint'),
          cell: (row) => <Steps of={row.persons} names={persons} />,
        },
        {
          id: 'status',
          name: t('column.status'),
          value: ({ status }) => t(`status.intake.${status}`),
          cell: ({ status }) => <Status of="intake" value={status} />,
        },
      ]}
      sheet={{
        rows: (shown) => shown,
        columns: {
          intake: ({ id }) => id,
          course: ({ courseId }) => courseId,
          title: (row) => titleOf(row, courses),
          capability: ({ capability }) => capability,
          provider: ({ provider }) => provider,
          country: ({ country }) => country,
          language: ({ language }) => language,
          start: ({ start }) => start,
          end: ({ end }) => end,
          status: ({ status }) => status,
          allocated: ({ places: at }) => at.allocated,
          offered: ({ places: at }) => at.offered,
          taken: ({ places: at }) => at.taken,
          empty: ({ places: at }) => at.empty,
          nominated: ({ persons: at }) => at.nominated,
          enrolled: ({ persons: at }) => at.enrolled,
          completed: ({ persons: at }) => at.completed,
          confirmed: ({ persons: at }) => at.confirmed,
          expected: ({ expected }) => expected,
          waiting: ({ waiting }) => waiting,
          disclosure: ({ disclosure }) => disclosure,
        },
      }}
    />
  );
}

function Places({ of }: { of: Intake }) {
  const { empty, offered } = of.places;
  const parts = placesOf(of).filter(({ value }) => value > 0);
  return (
    <>
      <Bar segments={placesOf(of)} unit="places" />
      <Legend segments={parts} unit="places" />
      {empty > 0 && <small>{t('training.emptyPart', { part: percent(empty / offered) })}</small>}
    </>
  );
}

/** A chain in numbers, each a part of the one before. */
export function Steps<N extends (typeof places | typeof persons)[number]>(props: {
  of: Record<N, number>;
  names: readonly N[];
}) {
  return (
    <>
      {props.names.map((name, at) => (
        <span key={name} class="step">
          {at > 0 && ' ≥ '}
          <span data-field={name} data-value={props.of[name]}>
            {figure(props.of[name])}
          </span>
        </span>
      ))}
      <small>{props.names.map((name) => t(`training.step.${name}`)).join(', ')}</small>
    </>
  );
}
