import { signInAgain } from '../api/signIn';
import { t } from '../i18n/language';
import { useSession } from './SignIn';

/** The sign-in has run out and could not be renewed: what was written stays, and so does what is on screen. */
export function SessionOver() {
  if (!useSession()?.over) return null;
  return (
    <div role="alert" class="page">
      <p class="notice">
        <strong>{t('signIn.over')}</strong> {t('signIn.overHint')}{' '}
        <button type="button" onClick={() => void signInAgain()}>
          {t('signIn.again')}
        </button>
      </p>
    </div>
  );
}
