import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../tools/root.mjs';

let data;
before(() => (data = mkdtempSync(join(tmpdir(), 'ukraine support '))));
after(() => rmSync(data, { recursive: true }));

const token = (...args) => spawnSync(join(root, 'run'), ['token', '--data', data, ...args], { encoding: 'utf8', cwd: tmpdir() });

test('a token alone on standard output, with its claims, signed by the key of the data directory', () => {
  const { stdout, stderr, status } = token('--role', 'donor', '--party', 'NLD', '--hours', '2');

  assert.equal(status, 0, stderr);
  const [head, body, signature] = stdout.trim().split('.');
  const read = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  const claims = read(body);
  assert.deepEqual(read(head), { alg: 'ES256', typ: 'JWT' });
  assert.deepEqual([claims.iss, claims.aud, claims.sub, claims.roles, claims.party],
    ['ukraine-support-development', 'ukraine-support', 'dev-donor-NLD', ['donor'], 'NLD']);
  assert.equal(claims.exp - claims.iat, 7200);
  const key = createPublicKey(readFileSync(join(data, 'keys', 'development-public.pem')));
  assert.ok(verify('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')));
});

test('only the owner can read the private key', () => {
  token('--role', 'observer');
  assert.equal(statSync(join(data, 'keys', 'development-private.pem')).mode & 0o777, 0o600);
});

for (const [situation, args, words] of [
  ['an unknown role', ['--role', 'king'], /No role "king"/],
  ['no role', [], /--role is missing/],
  ['a donor without a nation', ['--role', 'donor'], /--party/],
  ['a party in small letters', ['--role', 'donor', '--party', 'nld'], /No party "nld"/],
  ['an unknown option', ['--role', 'observer', '--bogus'], /--bogus/],
]) {
  test(`${situation} is refused with exit code 2 and nothing on standard output`, () => {
    const { stdout, stderr, status } = token(...args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, words);
  });
}
