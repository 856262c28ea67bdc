import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/language';
import type { Wrong } from './faults';
import { idOf } from './FieldView';

/** What is wrong, all of it, at the top: each entry leads to its field. It has the focus when it appears. */
export function Summary({ wrong, names }: { wrong: readonly Wrong[]; names: (at: string) => string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wrong.length > 0) box.current?.focus();
  }, [wrong]);
  if (wrong.length === 0) return null;
  return (
    <div ref={box} class="summary" role="alert" tabIndex={-1} aria-labelledby="summary-title">
      <h2 id="summary-title">{t('form.wrong.title')}</h2>
      <ul>
        {wrong.map(({ at, text, said }) => (
          <li key={at + text}>
            {at ? (
              <a href={`#${idOf(at)}`} onClick={(event) => lead(event, at)}>
                {names(at)}: <span lang={said ? 'en' : undefined}>{text}</span>
              </a>
            ) : (
              <span lang={said ? 'en' : undefined}>{text}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** To the field itself, not to an address with its name. */
function lead(event: Event, at: string) {
  const field = document.getElementById(idOf(at));
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: 'center' });
}
