import { h, render } from '../dom.js';
import { time } from '../format.js';
import { Refusal, token } from '../api.js';

const at = (id) => document.getElementById(id);
let last;

export function showUpdated(now) {
  last = now;
  at('trouble').hidden = true;
  render(at('status'), h('span', { class: 'dot', 'aria-hidden': 'true' }), ' ', h('span', {}, 'Up to date, ', h('span', { 'aria-hidden': 'true' }, time(now))));
}

export function showTrouble(error) {
  const since = last ? `These figures are from ${time(last)}.` : 'No figures have been read yet.';
  at('trouble').hidden = false;
  render(at('trouble'), h('strong', {}, reason(error)), ` ${since} The page tries again by itself.`);
  render(at('status'), h('span', { class: 'dot off', 'aria-hidden': 'true' }), ' ', h('span', {}, last ? `From ${time(last)}` : 'No connection'));
}

function reason(error) {
  if (error instanceof Refusal && error.status === 401 && token.get()) return 'Your access token is not accepted; it may have run out. View as the public, or use another.';
  if (error instanceof Refusal) return `The register could not answer: ${error.message}`;
  return 'The register cannot be reached at the moment.';
}
