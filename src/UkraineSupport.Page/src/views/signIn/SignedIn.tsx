import { useEffect, useState } from 'preact/hooks';
import { Refused } from '../../api/client';
import { howToSignIn, signedIn, signInAt } from '../../api/signIn';
import { replace } from '../../app/routing';
import { Title } from '../../app/Title';
import { t } from '../../i18n/language';
import { Loading } from '../../parts/States';

/** Where the authority sends people back to: on to where they came from, or why not. */
export default function SignedIn() {
  const [error, setError] = useState<Error>();
  useEffect(() => {
    signedIn(location.href).then(replace, setError);
  }, []);
  if (!error)
    return (
      <>
        <Title>{t('signIn.comingBack')}</Title>
        <Loading />
      </>
    );
  const again = async () => {
    const { authority } = await howToSignIn();
    if (authority) await signInAt(authority);
  };
  return (
    <>
      <Title>{t('signIn.refused')}</Title>
      <p class="notice trouble" role="alert">
        {why(error)}
      </p>
      <p class="buttons">
        <button type="button" class="main" onClick={() => void again().catch(setError)}>
          {t('signIn.again')}
        </button>
      </p>
    </>
  );
}

function why(error: Error): string {
  if (error instanceof Refused) return t('signIn.noRole');
  return t(error.name === 'NotSignedIn' ? 'signIn.notSignedIn' : 'signIn.unreachable');
}
