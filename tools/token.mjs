// Mints a development token: a JWT signed with a key pair of this data directory, made at first use.
// Only an app that was started with this directory's public key accepts it; in Azure tokens come from Entra ID.
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from './root.mjs';

export const roles = ['donor', 'coordinator', 'recipient', 'observer', 'administrator'];

/** What a caller got wrong; the message is for people. */
export class UsageError extends Error {}

/** The public key of a data directory. */
export const publicKeyFile = (data) => join(data, 'keys', 'development-public.pem');

/** The private one: only its owner reads it, and the app that ./run starts. */
export const privateKeyFile = (data) => join(data, 'keys', 'development-private.pem');

/** The key pair of a data directory, made when it has none. Only the owner can read the private key. */
export function ensureKeys(data) {
  const folder = join(data, 'keys');
  const privateFile = privateKeyFile(data);
  const publicFile = publicKeyFile(data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (!existsSync(privateFile)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    placeOnce(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  }
  const privateKey = createPrivateKey(readFileSync(privateFile));
  const publicPem = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  if (!existsSync(publicFile) || readFileSync(publicFile, 'utf8') !== publicPem) {
    const draft = `${publicFile}.${randomUUID()}`;
    writeFileSync(draft, publicPem, { mode: 0o600 });
    renameSync(draft, publicFile);
  }
  return { privateKey };
}

/** A link appears whole or not at all, and only once: two first uses at a time end with the same key. */
function placeOnce(file, text) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

/** Signs a token for a role and, where the role speaks for one, a party. */
export function mint({ role, party, hours = 12, data }) {
  check(role, party, hours);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'ukraine-support-development',
    aud: 'ukraine-support',
    sub: ['dev', role, party].filter(Boolean).join('-'),
    roles: [role],
    ...(party ? { party } : {}),
    iat: now,
    nbf: now - 30,
    exp: now + Math.round(hours * 3600),
  };
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'ES256', typ: 'JWT' })}.${part(claims)}`;
  const { privateKey } = ensureKeys(data);
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

function check(role, party, hours) {
  if (!role) throw new UsageError(`--role is missing: one of ${roles.join(', ')}.`);
  if (!roles.includes(role)) throw new UsageError(`No role "${role}": one of ${roles.join(', ')}.`);
  if (role === 'donor' && !party) throw new UsageError('A donor speaks for a nation: add --party, such as --party NLD.');
  if (party && !/^([A-Z]{3}|EU|NATO)$/.test(party)) {
    throw new UsageError(`No party "${party}": an ISO 3166-1 alpha-3 code in capitals, such as NLD, or EU or NATO.`);
  }
  if (!(hours > 0 && hours <= 24 * 366)) throw new UsageError('--hours is a number above 0, a year at most.');
}

export const tokenHelp = `./run token --role ROLE [--party PARTY] [--hours N] [--data DIR]

Prints a development token for this data directory, and nothing else.

  --role ROLE    ${roles.join(', ')}
  --party PARTY  the nation (ISO 3166-1 alpha-3, such as NLD) or EU or NATO; a recipient is UKR unless told
  --hours N      how long the token is good for (default 12)
  --data DIR     the data directory of the app it is for (default .local in the repository)`;

/** `./run token …` */
export function tokenCommand(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        role: { type: 'string' }, party: { type: 'string' }, hours: { type: 'string', default: '12' },
        data: { type: 'string' }, help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return void console.log(tokenHelp);
    const data = resolve(values.data ?? join(root, '.local'));
    const party = values.party ?? (values.role === 'recipient' ? 'UKR' : undefined);
    console.log(mint({ ...values, party, hours: Number(values.hours), data }));
  } catch (error) {
    const usage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
    console.error(usage ? `${error.message}\n\n${tokenHelp}` : `No token: ${error.message}`);
    process.exitCode = usage ? 2 : 1;
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) tokenCommand(process.argv.slice(2));
