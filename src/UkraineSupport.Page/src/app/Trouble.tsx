import { clock } from '../i18n/format';
import { t } from '../i18n/language';
import { troubleText } from '../parts/States';
import { useStanding } from './useStanding';

/** Says calmly that figures could not be read again, and from when those on screen are. */
export function Trouble() {
  const { since, trouble } = useStanding();
  return (
    <div role="alert" class="page">
      {trouble && (
        <p class="notice trouble">
          <strong>{troubleText(trouble)}</strong>{' '}
          {since ? t('state.figuresFrom', { time: clock(since) }) : t('state.noFigures')} {t('state.triesAgain')}
        </p>
      )}
    </div>
  );
}
