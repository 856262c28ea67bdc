import { useEffect, useState } from 'preact/hooks';
import type { Viewer } from '../api/token';
import { t } from '../i18n/language';
import { useTasks } from '../views/desk/useTasks';
import { Link } from './routing';
import { useSession } from './SignIn';

const works: readonly Viewer['role'][] = ['donor', 'recipient', 'coordinator'];

/** The way to one's desk, with how much waits there; for those who have one. */
export function DeskLink({ current }: { current: 'page' | 'true' | undefined }) {
  const who = useSession()?.viewer ?? null;
  if (!who || !works.includes(who.role)) return null;
  return (
    <li>
      <Link to="desk" aria-current={current}>
        {t('nav.desk')} <Count of={who} />
      </Link>
    </li>
  );
}

/** It is counted when the view that was asked for has had its turn. */
function Count({ of }: { of: Viewer }) {
  const [after, set] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => set(true), 500);
    return () => clearTimeout(timer);
  }, []);
  const count = useTasks(after ? of : null).data?.length;
  if (!count) return null;
  return (
    <span class="count" data-value={count} aria-label={t('desk.count', { count, n: count })}>
      {count}
    </span>
  );
}
