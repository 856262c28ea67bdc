import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { howToSignIn, type SignIn, signInAs, signInAt, signOut } from '../api/signIn';
import { useRead } from '../api/useRead';
import { type Role, session, type Viewer, viewer } from '../api/token';
import { t } from '../i18n/language';
import { partyName } from '../i18n/names';
import { troubleText } from '../parts/States';

/** Role and party in words. */
export const nameOfViewer = ({ role, party }: Pick<Viewer, 'role' | 'party'>): string =>
  [t(`role.${role}`), party && partyName(party)].filter(Boolean).join(', ');

/** The session as it is now. */
export function useSession() {
  const [now, set] = useState(session.get);
  useEffect(() => session.onChange(() => set(session.get())), []);
  return now;
}

/** Who reads, and the way to sign in and out. */
export function SignInButton() {
  const now = useSession();
  const box = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [how, setHow] = useState<SignIn>();
  const [error, setError] = useState<Error>();
  const open = async () => {
    setError(undefined);
    try {
      const found = await howToSignIn();
      // One click less where there is nothing to choose.
      if (!now && found.authority && !found.development) return await signInAt(found.authority);
      setHow(found);
    } catch (fault) {
      setError(fault as Error);
    }
    box.current?.showModal();
  };
  const close = () => box.current?.close();
  return (
    <>
      <button type="button" class="viewer" aria-haspopup="dialog" onClick={() => void open()}>
        {now ? nameOfViewer(now.viewer) : t('signIn.in')}
      </button>
      <dialog ref={box} class="box" aria-labelledby={title}>
        <h2 id={title}>{now ? t('signIn.as', { who: nameOfViewer(now.viewer) }) : t('signIn.in')}</h2>
        {error && (
          <p class="trouble-text" role="alert">
            {troubleText(error)}
          </p>
        )}
        {how && <Ways how={how} signedIn={now !== null} close={close} />}
        <p class="buttons">
          {now && (
            <button
              type="button"
              onClick={() => {
                close();
                void signOut();
              }}
            >
              {t('signIn.out')}
            </button>
          )}
          <button type="button" class="quiet" onClick={close}>
            {t('signIn.cancel')}
          </button>
        </p>
      </dialog>
    </>
  );
}

function Ways({ how, signedIn, close }: { how: SignIn; signedIn: boolean; close: () => void }) {
  if (how.development) return <Choose close={close} />;
  if (!how.authority) return <p>{t('signIn.nowhere')}</p>;
  if (signedIn) return null;
  const where = how.authority;
  return (
    <p class="buttons">
      <button type="button" class="main" onClick={() => void signInAt(where)}>
        {t('signIn.in')}
      </button>
    </p>
  );
}

const roles: Role[] = ['donor', 'recipient', 'coordinator', 'observer', 'administrator'];

/** Somebody on a development machine is whoever they like. */
function Choose({ close }: { close: () => void }) {
  const now = viewer();
  const [role, setRole] = useState<Role>(now?.role ?? 'donor');
  const [party, setParty] = useState(now?.party ?? 'NLD');
  const [error, setError] = useState<Error>();
  const donors = useRead('/catalog/donors').data?.items.map((donor) => donor.party) ?? [];
  const parties = [...new Set([...donors, party || 'NLD'])];
  const fixed = role === 'recipient' ? 'UKR' : undefined;
  const submit = async () => {
    try {
      await signInAs(role, (fixed ?? party) || undefined);
      close();
    } catch (fault) {
      setError(fault as Error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{t('signIn.development')}</p>
      <label>
        {t('signIn.role')}
        <select name="role" value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('signIn.party')}
        <select
          name="party"
          value={fixed ?? party}
          disabled={fixed !== undefined}
          onChange={(event) => setParty(event.currentTarget.value)}
        >
          {role !== 'donor' && <option value="">{t('signIn.noParty')}</option>}
          {parties
            .map((code): [string, string] => [code, partyName(code)])
            .sort(([, a], [, b]) => a.localeCompare(b))
            .map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
        </select>
      </label>
      {error && (
        <p class="trouble-text" role="alert">
          {troubleText(error)}
        </p>
      )}
      <p class="buttons">
        <button type="submit" class="main">
          {t('signIn.in')}
        </button>
      </p>
    </form>
  );
}
