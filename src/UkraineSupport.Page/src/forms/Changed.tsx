import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/language';
import { Events } from '../parts/History';
import type { Change } from './stale';

interface Props {
  change: Change;
  /** Whether it may still be done to the record as it is now. */
  allowed: boolean;
  accept: () => void;
}

/** Somebody else was quicker: what they did, and the way to go on with what was typed. */
export function Changed({ change, allowed, accept }: Props) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), [change]);
  return (
    <section ref={box} class="changed" role="alert" tabIndex={-1} aria-labelledby="changed-title">
      <h2 id="changed-title">{t('form.changed.title')}</h2>
      <p>{t('form.changed.lead')}</p>
      <Events of={change.history} after={change.after} />
      {allowed ? (
        <button type="button" class="main" onClick={accept}>
          {t('form.changed.accept')}
        </button>
      ) : (
        <p>{t('form.changed.over')}</p>
      )}
    </section>
  );
}
