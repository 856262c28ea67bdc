import * as oauth from 'oauth4webapi';
import type { Given } from './signIn';
import type { Authority, Renewal } from './token';

/** Authorization code with PKCE (RFC 7636, OAuth 2.0 Security BCP); loaded when somebody signs in or is renewed. */
const KEY = 'ukraine-support-signing-in';
const back = new URL(`${import.meta.env.BASE_URL}signed-in`, location.origin).href;
const home = new URL(import.meta.env.BASE_URL, location.origin).href;

interface Leaving {
  authority: Authority;
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
}

/** The authority said no, or what came back is not what was asked for. */
export class NotSignedIn extends Error {
  override name = 'NotSignedIn';
}

async function discover({ address }: Authority): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(address);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer));
}

const clientOf = ({ client }: Authority): oauth.Client => ({ client_id: client });

/** Goes to where people sign in. */
export async function leaveFor(authority: Authority, returnTo: string): Promise<void> {
  const server = await discover(authority);
  const leaving: Leaving = {
    authority,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo,
  };
  sessionStorage.setItem(KEY, JSON.stringify(leaving));
  const to = new URL(server.authorization_endpoint!);
  const asked = {
    client_id: authority.client,
    redirect_uri: back,
    response_type: 'code',
    scope: authority.scopes,
    state: leaving.state,
    nonce: leaving.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(leaving.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) to.searchParams.set(name, value);
  location.assign(to);
}

/** Takes the code that the authority sent back for a token. */
export async function comeBack(from: URL): Promise<Given & { returnTo: string }> {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!kept) throw new NotSignedIn();
  const { authority, state, nonce, verifier, returnTo } = JSON.parse(kept) as Leaving;
  const [server, client] = [await discover(authority), clientOf(authority)];
  try {
    const code = oauth.validateAuthResponse(server, client, from, state);
    const answer = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), code, back, verifier);
    const taken = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    return { ...given(authority, taken), returnTo };
  } catch (error) {
    throw error instanceof TypeError ? error : new NotSignedIn(String(error), { cause: error });
  }
}

/** The next token. */
export async function again({ authority, refresh, identity }: Renewal): Promise<Given> {
  if (!authority || !refresh) throw new NotSignedIn();
  const [server, client] = [await discover(authority), clientOf(authority)];
  const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh);
  const taken = await oauth.processRefreshTokenResponse(server, client, answer);
  return given(authority, { refresh_token: refresh, ...(identity ? { id_token: identity } : {}), ...taken });
}

/** Ends the session at the authority too, where it offers that. */
export async function signOut({ authority, identity }: Renewal): Promise<void> {
  const server = await discover(authority!);
  if (!server.end_session_endpoint) return;
  const to = new URL(server.end_session_endpoint);
  to.searchParams.set('client_id', authority!.client);
  to.searchParams.set('post_logout_redirect_uri', home);
  if (identity) to.searchParams.set('id_token_hint', identity);
  location.assign(to);
}

function given(authority: Authority, taken: oauth.TokenEndpointResponse): Given {
  return {
    token: taken.access_token,
    expires: Date.now() + (taken.expires_in ?? 300) * 1000,
    renewal: { authority, refresh: taken.refresh_token, identity: taken.id_token },
  };
}
