import type { PledgeEntry, Requirement } from '../../api/types';
import { Link } from '../../app/routing';
import { measure, today } from '../../i18n/format';
import { t } from '../../i18n/language';
import { partyName } from '../../i18n/names';
import { Part } from '../../parts/Facts';
import { Day, Typed } from '../../parts/Figures';
import { done } from '../../parts/words';
import { dueLines } from '../donors/donors';

const SHOWN = 7;

interface Deadline {
  day: string;
  to: string;
  title: string;
  what: string;
}

/** What is due next: what Ukraine needs by then, and what donors are to deliver. */
export function Deadlines({ needs, pledges }: { needs: Requirement[]; pledges: PledgeEntry[] }) {
  const all = [...needed(needs), ...promised(pledges)].sort((a, b) => a.day.localeCompare(b.day));
  const now = today();
  const next = all.filter(({ day }) => day >= now);
  const late = all.length - next.length;
  return (
    <Part title={t('overview.deadlines')}>
      {next.length === 0 ? (
        <p>{t('overview.noDeadlines')}</p>
      ) : (
        <ol class="cards dates">
          {next.slice(0, SHOWN).map(({ day, to, title, what }) => (
            <li key={to + day}>
              <Day value={day} />
              <p>
                <Link to={to}>
                  <Typed>{title}</Typed>
                </Link>
                <small>{what}</small>
              </p>
            </li>
          ))}
        </ol>
      )}
      {late > 0 && <p class="late">{t('overview.overdue', { count: late })}</p>}
    </Part>
  );
}

const needed = (needs: Requirement[]): Deadline[] =>
  needs
    .filter((need) => need.open > 0 && !done.includes(need.status))
    .map((need) => ({
      day: need.requiredBy,
      to: `requirements/${need.id}`,
      title: need.title,
      what: t('overview.neededOpen', { quantity: measure(need.open, need.unit) }),
    }));

const promised = (pledges: PledgeEntry[]): Deadline[] =>
  dueLines(pledges).map((line) => ({
    day: line.deliverBy,
    to: `pledges/${line.pledge.id}`,
    title: line.pledge.title,
    what: t('overview.toDeliver', {
      quantity: measure(line.committed - line.delivered, line.unit),
      donor: partyName(line.pledge.donor),
    }),
  }));
