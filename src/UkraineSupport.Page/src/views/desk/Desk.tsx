import type { ComponentChildren } from 'preact';
import { nameOfViewer, SignInButton, useSession } from '../../app/SignIn';
import { leadsTo, Link } from '../../app/routing';
import { Title } from '../../app/Title';
import { today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { nameOf, useCatalog } from '../../parts/catalog';
import { Part } from '../../parts/Facts';
import { Day, Typed } from '../../parts/Figures';
import { groups } from '../../parts/ledgers';
import { Empty, Shown } from '../../parts/States';
import type { Task, Work } from './tasks';
import { useTasks } from './useTasks';

/** What waits for the reader, by deadline, each with the record where it is done. */
export default function Desk() {
  const who = useSession()?.viewer ?? null;
  const reading = useTasks(who);
  if (!who)
    return (
      <>
        <Title>{t('desk.title')}</Title>
        <Empty title={t('desk.signInFirst')} />
        <p class="sign-in-here">
          <SignInButton />
        </p>
      </>
    );
  return (
    <>
      <Title over={nameOfViewer(who)}>{t('desk.title')}</Title>
      <Shown reading={reading}>
        {(tasks) => (tasks.length === 0 ? <Empty title={t('desk.nothing')} /> : <Tasks tasks={tasks} />)}
      </Shown>
    </>
  );
}

function Tasks({ tasks }: { tasks: Task[] }) {
  const now = today();
  const late = tasks.filter(({ due }) => due && due.slice(0, 10) < now).length;
  return (
    <>
      <p class="lead" data-field="tasks" data-value={tasks.length}>
        {t('desk.count', { count: tasks.length, n: tasks.length })}{' '}
        {late > 0 && t('desk.late', { count: late, n: late })}
      </p>
      {[...groups(tasks, ({ work }) => work)].map(([work, own]) => (
        <Group key={work} work={own[0]!.work} tasks={own} now={now} />
      ))}
    </>
  );
}

function Group({ work, tasks, now }: { work: Work; tasks: Task[]; now: string }) {
  const catalog = useCatalog();
  return (
    <Part title={t(`desk.${work}`, { count: tasks.length, n: tasks.length })}>
      <ol class="cards dates" data-desk={work}>
        {tasks.map(({ to, title, what, due }, at) => (
          <li key={`${to} ${at}`}>
            {due ? <Day value={due} /> : <span class="hint">{t('desk.noDay')}</span>}
            <p>
              <Record to={to}>
                <Typed>{nameOf(title, catalog)}</Typed>
              </Record>
              <small>
                {what} {due && due.slice(0, 10) < now && <span class="badge bad">{t('state.late')}</span>}
              </small>
            </p>
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** What has no view on the page is named all the same. */
const Record = ({ to, children }: { to: string; children: ComponentChildren }) =>
  leadsTo(to) ? <Link to={to}>{children}</Link> : <strong>{children}</strong>;
