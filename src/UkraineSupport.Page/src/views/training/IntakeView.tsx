import type { Intake } from '../../api/types';
import { useRead } from '../../api/useRead';
import { NoRecord } from '../../app/NoView';
import { Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { day, percent } from '../../i18n/format';
import { t } from '../../i18n/language';
import { languageName, partyName } from '../../i18n/names';
import { DisclosureBadge, EvidenceBadge, Status } from '../../parts/Badges';
import { Bar, Legend } from '../../parts/Bar';
import { CapabilityLink, PartyLink, useCatalog } from '../../parts/catalog';
import { Facts, Part } from '../../parts/Facts';
import { Day, Figure, Instant, Quantity, Typed } from '../../parts/Figures';
import { ChainBadge, History } from '../../parts/History';
import { Shown } from '../../parts/States';
import { isDemo, persons, places, placesOf } from './intakes';
import { Contributions, Needs, Shares } from './Shares';

/** An intake: its places and its persons, whose places they are, and the needs that count on it. */
export default function IntakeView({ id }: { id: string }) {
  const intake = useRead('/training/intakes/{id}', { id });
  const history = useRead('/training/intakes/{id}/history', { id }, { limit: 200 });
  const course = useRead(intake.data ? '/training/courses/{id}' : null, { id: intake.data?.courseId ?? '' });
  return (
    <Shown reading={intake} missing={<NoRecord hint={t('training.who')} />}>
      {(item) => {
        const title = course.data?.title ?? t('training.intake');
        return (
          <>
            <Title
              of={`${title}, ${day(item.start)}`}
              over={
                <>
                  <Link to="training">{t('training.title')}</Link> · <PartyLink code={item.provider} />
                </>
              }
            >
              {`${title}, ${day(item.start)}`}
            </Title>
            <p class="badges">
              <Status of="intake" value={item.status} /> <DisclosureBadge level={item.disclosure} />{' '}
              {isDemo(title) && <EvidenceBadge level="demo" />}{' '}
              {history.data && <ChainBadge chain={history.data.chain} />}
            </p>
            <Ledgers intake={item} />
            <About intake={item} course={course.data} />
            <Shares intake={item} />
            <Needs intake={item} />
            <Contributions intake={item} />
            <History reading={history} />
          </>
        );
      }}
    </Shown>
  );
}

/** Two ledgers, of places and of persons: nothing adds one to the other. */
function Ledgers({ intake }: { intake: Intake }) {
  const { empty, offered } = intake.places;
  return (
    <Part title={t('training.ledgers')} lead={t('training.apart')}>
      <h3>{t('training.places')}</h3>
      <div class="wide-bar">
        <Bar segments={placesOf(intake)} unit="places" />
        <Legend segments={placesOf(intake)} unit="places" />
      </div>
      {empty > 0 && (
        <p class="hint" data-field="empty" data-value={empty}>
          {t('training.emptyPart', { part: percent(empty / offered) })}
        </p>
      )}
      <Chain of={intake.places} names={places} />
      <h3>{t('training.persons')}</h3>
      <Chain of={intake.persons} names={persons} />
    </Part>
  );
}

function Chain<N extends (typeof places | typeof persons)[number]>(props: {
  of: Record<N, number>;
  names: readonly N[];
}) {
  return (
    <ol class="steps">
      {props.names.map((name) => (
        <li key={name} class={props.of[name] > 0 ? 'some' : 'none'} title={t(`training.step.${name}.meaning`)}>
          <span>{t(`training.step.${name}`)}</span>
          <strong>
            <Figure value={props.of[name]} unit="persons" field={name} />
          </strong>
        </li>
      ))}
    </ol>
  );
}

type CourseOf = { title: string; programme: string | null; level: string; weeks: number } | undefined;

function About({ intake, course }: { intake: Intake; course: CourseOf }) {
  const catalog = useCatalog();
  return (
    <Facts
      of={[
        [t('column.capability'), <CapabilityLink code={intake.capability} catalog={catalog} />],
        [
          t('training.course'),
          course && (
            <Link to="training" query={{ course: intake.courseId }}>
              <Typed>{course.title}</Typed>
            </Link>
          ),
        ],
        [t('training.programme'), course?.programme && <Typed>{course.programme}</Typed>],
        [
          t('training.level'),
          course && `${t(`level.${course.level as 'basic'}`)}, ${t('training.weeks', { n: course.weeks })}`,
        ],
        [
          t('training.dates'),
          <>
            <Day value={intake.start} /> – <Day value={intake.end} />
          </>,
        ],
        [t('training.country'), partyName(intake.country)],
        [t('app.language'), languageName(intake.language)],
        [t('training.nominations'), <Instant value={intake.nominationDeadline} />],
        [t('training.capacity'), <Quantity value={intake.capacity} unit="places" />],
        [t('training.statedRate'), percent(intake.completionRate)],
        [t('training.expected'), <Quantity value={intake.expected} unit="persons" field="expected" />],
        [t('training.waiting'), intake.waiting > 0 && <Quantity value={intake.waiting} unit="persons" />],
        [t('training.droppedOut'), intake.droppedOut > 0 && <Quantity value={intake.droppedOut} unit="persons" />],
        [t('training.failed'), intake.failed > 0 && <Quantity value={intake.failed} unit="persons" />],
        [t('training.difference'), intake.discrepancy && <Typed>{intake.discrepancy}</Typed>],
        [t('training.postponements'), intake.postponements > 0 && intake.postponements],
        [t('training.emptyOffered'), intake.emptyOffered && t('training.emptyOfferedYes')],
      ]}
    />
  );
}
