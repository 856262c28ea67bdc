import { claims, get, Refusal, token } from '../api.js';
import { words } from '../format.js';
import { partyName } from '../parties.js';

const at = (id) => document.getElementById(id);

export function showViewer() {
  const viewer = token.get() ? claims() : null;
  const name = viewer ? `Viewing as ${words(viewer.role).toLowerCase()}${viewer.party ? `, ${partyName(viewer.party)}` : ''}` : 'Viewing as the public';
  if (at('access-open').textContent !== name) at('access-open').textContent = name;
}

export function listen() {
  const box = at('access');
  at('access-open').addEventListener('click', () => {
    at('access-token').value = '';
    at('access-error').textContent = '';
    box.showModal();
  });
  at('access-use').addEventListener('click', () => use(at('access-token').value.trim(), box));
  at('access-leave').addEventListener('click', () => changeTo(null, box));
}

/** Tries the token before it is kept, so that a wrong one does not empty the page. */
async function use(value, box) {
  const before = token.get();
  if (!value) return void (at('access-error').textContent = 'Paste a token first.');
  token.set(value);
  try {
    await get('pledges', { limit: 1 });
    changeTo(value, box);
  } catch (error) {
    token.set(before);
    at('access-error').textContent = error instanceof Refusal && error.status === 401
      ? 'The register does not accept this token. It may have run out, or be meant for another register.'
      : `The token could not be tried: ${error.message}`;
  }
}

function changeTo(value, box) {
  token.set(value);
  box.close();
  document.dispatchEvent(new Event('viewer-changed'));
}
