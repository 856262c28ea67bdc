import { useEffect, useRef, useState } from 'preact/hooks';
import { address, read, Refused } from '../api/client';
import { token, viewer } from '../api/token';
import { t } from '../i18n/language';
import { partyName } from '../i18n/names';

/** Who reads, and the way to read as somebody else. */
export function ViewerButton() {
  const [who, set] = useState(viewer);
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => token.onChange(() => set(viewer())), []);
  const name = who
    ? t('viewer.as', { who: [t(`role.${who.role}`), who.party && partyName(who.party)].filter(Boolean).join(', ') })
    : t('viewer.public');
  return (
    <>
      <button type="button" class="viewer" aria-haspopup="dialog" onClick={() => box.current?.showModal()}>
        {name}
      </button>
      <TokenBox box={box} known={who !== null} />
    </>
  );
}

function TokenBox({ box, known }: { box: { current: HTMLDialogElement | null }; known: boolean }) {
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const close = () => {
    setText('');
    setError('');
    box.current?.close();
  };
  const use = async () => {
    const refused = await tried(text.trim());
    if (refused) setError(refused);
    else close();
  };
  const leave = () => {
    token.set(null);
    close();
  };
  return (
    <dialog ref={box} class="box" aria-labelledby="viewer-title" onCancel={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void use();
        }}
      >
        <h2 id="viewer-title">{t('viewer.title')}</h2>
        <p>{t('viewer.about')}</p>
        <label>
          {t('viewer.token')}
          <textarea
            name="token"
            rows={5}
            spellcheck={false}
            autocomplete="off"
            value={text}
            aria-invalid={error !== ''}
            aria-describedby="viewer-error"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <p id="viewer-error" class="trouble-text" role="alert">
          {error}
        </p>
        <p class="buttons">
          <button type="submit" class="main">
            {t('viewer.use')}
          </button>
          {known && (
            <button type="button" onClick={leave}>
              {t('viewer.leave')}
            </button>
          )}
          <button type="button" class="quiet" onClick={close}>
            {t('viewer.cancel')}
          </button>
        </p>
      </form>
    </dialog>
  );
}

/** Tries a token before it is kept, so that a wrong one does not empty the page; gives why it is not used. */
async function tried(value: string): Promise<string | null> {
  if (!value) return t('viewer.empty');
  try {
    await read(address('/pledges', undefined, { limit: 1 }), value);
    token.set(value);
    return null;
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return t('viewer.refused');
    return t('viewer.untried');
  }
}
