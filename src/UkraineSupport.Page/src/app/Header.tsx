import { useEffect, useState } from 'preact/hooks';
import { liveState, onLiveState } from '../api/live';
import { clock } from '../i18n/format';
import { choose, type Language, language, languages, t } from '../i18n/language';
import { DeskLink } from './DeskLink';
import { Link, usePlace } from './routing';
import { sections } from './routes';
import { SignInButton } from './SignIn';
import { setTheme, theme, type Theme, themes } from './theme';
import { useStanding } from './useStanding';

export function Header() {
  const { path } = usePlace();
  const [open, setOpen] = useState(false);
  return (
    <header class="masthead">
      <div class="page top">
        <Link to="" class="brand">
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="36" height="36" />
          <span>
            <strong>{t('app.name')}</strong>
            <small>{t('app.about')}</small>
          </span>
        </Link>
        <div class="tools">
          <UpToDate />
          <SignInButton />
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </div>
      <nav class="page" aria-label={t('nav.name')}>
        <button type="button" class="menu" aria-expanded={open} aria-controls="sections" onClick={() => setOpen(!open)}>
          {t('nav.menu')}
        </button>
        <ul id="sections" class={open ? 'open' : ''} onClick={() => setOpen(false)}>
          <DeskLink current={current(path, 'desk')} />
          {sections.map(({ to, name }) => (
            <li key={to}>
              <Link to={to} aria-current={current(path, to)}>
                {t(name)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

function current(path: string, to: string): 'page' | 'true' | undefined {
  if (path === `/${to}`) return 'page';
  return to && path.startsWith(`/${to}/`) ? 'true' : undefined;
}

/** When what is on screen was read, and whether changes are told as they happen. */
function UpToDate() {
  const { since, any, trouble } = useStanding();
  const live = useLive() === 'live' && !trouble;
  const time = since && clock(since);
  return (
    <p
      class="up-to-date"
      data-state={trouble ? 'trouble' : since || !any ? 'current' : 'reading'}
      data-live={live}
      title={live && time ? t('live.meaning', { time }) : undefined}
    >
      <i class={trouble ? 'dot off' : 'dot'} aria-hidden="true" />
      {time ? t(trouble ? 'status.from' : live ? 'live.on' : 'status.current', { time }) : any && t('status.reading')}
    </p>
  );
}

function useLive() {
  const [now, set] = useState(liveState);
  useEffect(() => {
    // It may have changed between drawing and now.
    set(liveState());
    return onLiveState(() => set(liveState()));
  }, []);
  return now;
}

function LanguageChoice() {
  return (
    <label class="small-choice">
      <span class="unseen">{t('app.language')}</span>
      <select
        name="language"
        value={language()}
        onChange={(event) => void choose(event.currentTarget.value as Language)}
      >
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ThemeChoice() {
  const [chosen, set] = useState(theme);
  return (
    <label class="small-choice">
      <span class="unseen">{t('theme.name')}</span>
      <select
        name="theme"
        value={chosen}
        onChange={(event) => {
          setTheme(event.currentTarget.value as Theme);
          set(theme());
        }}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {t(`theme.${name}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
