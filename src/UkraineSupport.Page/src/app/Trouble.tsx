import { Refused } from '../api/client';
import { clock } from '../i18n/format';
import { t } from '../i18n/language';
import { troubleText } from '../parts/States';
import { useSession } from './SignIn';
import { useStanding } from './useStanding';

/** Says calmly that figures could not be read again, and from when those on screen are. */
export function Trouble() {
  const { since, trouble } = useStanding();
  const over = useSession()?.over;
  // What has run out says so itself.
  const said = over && trouble instanceof Refused && trouble.status === 401;
  return (
    <div role="alert" class="page">
      {trouble && !said && (
        <p class="notice trouble">
          <strong>{troubleText(trouble)}</strong>{' '}
          {since ? t('state.figuresFrom', { time: clock(since) }) : t('state.noFigures')} {t('state.triesAgain')}
        </p>
      )}
    </div>
  );
}
