import { setTimeout as pause } from 'node:timers/promises';
import { mint } from '../../tools/token.mjs';

const ATTEMPTS = 6;
const RETRY_MS = 150;

/** A refusal, with the problem's detail and the fields it points at. */
export class Refused extends Error {
  constructor(what, status, problem) {
    const fields = (problem?.errors ?? []).map((error) => `${error.pointer}: ${error.detail}`).join('; ');
    super(`${what} answered ${status} ${problem?.title ?? ''}: ${problem?.detail ?? 'no detail'}${fields ? ` (${fields})` : ''}`);
    this.status = status;
  }
}

/** The public API, called as one of the roles. */
export class Api {
  requests = 0;
  #tokens = new Map();

  constructor(base, data) {
    this.base = base.replace(/\/+$/, '');
    this.data = data;
  }

  static async connect(base, data) {
    const api = new Api(base, data);
    await api.#fetch('GET', '/health', {}, undefined);
    return api;
  }

  async get(role, path, party) {
    return (await this.#send('GET', path, { role, party })).body;
  }

  /** Every item of a list, page by page. */
  async all(role, path) {
    const items = [];
    let cursor = null;
    do {
      const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const page = await this.get(role, `${path}${path.includes('?') ? '&' : '?'}limit=200${next}`);
      items.push(...page.items);
      cursor = page.cursor;
    } while (cursor);
    return items;
  }

  /** Creates something. */
  async create(role, party, path, body, key) {
    return (await this.#send('POST', path, { role, party, key }, body)).body;
  }

  /** Sets what has no version yet. */
  async put(role, party, path, body) {
    return (await this.#send('PUT', path, { role, party }, body)).body;
  }

  /**
   * Changes a pledge or requirement at the version that `current` has. When the version has moved on (the orchestration
   * that watches the pledge also writes), it reads the new one and tries again.
   */
  async change(role, party, root, path, body, current, key) {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.#send('POST', `${root}${path}`, { role, party, key, version: current.version }, body)).body;
      } catch (error) {
        if (error.status !== 412 || attempt === ATTEMPTS) throw error;
        current = await this.get(role, root, party);
      }
    }
  }

  async #send(method, path, { role, party, key, version }, body) {
    const headers = { authorization: `Bearer ${await this.#token(role, party)}` };
    if (key) headers['idempotency-key'] = key;
    if (version !== undefined) headers['if-match'] = `"${version}"`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    return this.#fetch(method, path, headers, body);
  }

  async #fetch(method, path, headers, body) {
    const what = `${method} /api${path}`;
    for (let attempt = 1; ; attempt++) {
      this.requests++;
      let response;
      try {
        response = await fetch(`${this.base}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
      } catch (error) {
        throw new Error(`${what}: no answer from ${this.base}`, { cause: error.cause ?? error });
      }
      const text = await response.text();
      const json = text && (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : null;
      if (response.ok) return { body: json };
      if (response.status < 500 || attempt === ATTEMPTS) throw new Refused(what, response.status, json);
      await pause(RETRY_MS * attempt);
    }
  }

  async #token(role, party) {
    const name = `${role}-${party}`;
    if (!this.#tokens.has(name)) this.#tokens.set(name, await mint({ role, party, data: this.data }));
    return this.#tokens.get(name);
  }
}
