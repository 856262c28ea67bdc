// An OpenID Connect issuer for tests, on https: node issuer.mjs CERTIFICATE KEY PORT PAGE SECONDS
// Whoever signs in as "donor-NLD" is a donor of NLD; "nobody" has no role. Any password does. Tokens last for SECONDS;
// those of Denmark are not renewed.
import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import Provider from 'oidc-provider';

const [certificate, key, port, page, seconds] = process.argv.slice(2);
const issuer = `https://127.0.0.1:${port}`;
const api = 'https://support.example';

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'page',
    token_endpoint_auth_method: 'none',
    redirect_uris: [`${page}signed-in`],
    post_logout_redirect_uris: [page],
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid offline_access support',
  }],
  scopes: ['openid', 'offline_access', 'support'],
  pkce: { required: () => true },
  clientBasedCORS: () => true,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  issueRefreshToken: async (_, client, code) => !code.accountId.endsWith('-DNK'),
  extraTokenClaims: (_, token) => {
    const [role, party] = token.accountId.split('-');
    return { scp: 'support', ...(role === 'nobody' ? {} : { roles: [role] }), ...(party ? { party } : {}) };
  },
  features: {
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => api,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'support', audience: 'ukraine-support', accessTokenFormat: 'jwt', accessTokenTTL: Number(seconds),
      }),
    },
  },
  ttl: { AccessToken: Number(seconds) },
});

createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, provider.callback())
  .listen(Number(port), '127.0.0.1', () => console.log('ready'));
