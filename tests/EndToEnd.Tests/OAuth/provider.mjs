// An OAuth provider for tests. Prints its issuer, then answers one line of JSON with one line of JSON:
//   { "set": { "refuse": {...}, "times": 1, "expiresIn": 60, "rotate": true, "iss": "…" } }   changes how it behaves
//   { "log": true }                                                                         lists what it was asked
//   { "reset": true }                                                                       forgets all of it
import { createInterface } from 'node:readline';
import { OAuth2Server } from 'oauth2-mock-server';

const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');
await server.start(0, '127.0.0.1');

let settings = {};
const log = [];
const good = new Set();

server.service.on('beforeResponse', (response, request) => {
  const { grant_type: grant, refresh_token: refresh, ...rest } = request.body;
  log.push({ grant, refresh, ...rest, authorization: request.headers.authorization });
  if (settings.refuse && (settings.times ?? 1) > 0) {
    settings.times = (settings.times ?? 1) - 1;
    response.statusCode = settings.refuse.status;
    response.body = settings.refuse.body;
    return;
  }

  if (grant === 'refresh_token' && settings.rotate && !good.delete(refresh)) {
    response.statusCode = 400;
    response.body = { error: 'invalid_grant', error_description: `The token ${refresh} was used before.` };
    return;
  }

  // Tokens of one second are the same text.
  response.body.access_token = `${response.body.access_token}.${log.length}`;
  response.body.expires_in = settings.expiresIn ?? 3600;
  if (response.body.refresh_token) {
    good.add(response.body.refresh_token);
  }

  if (settings.noRefresh || (grant === 'refresh_token' && !settings.rotate)) {
    delete response.body.refresh_token;
  }
});
server.service.on('beforeRevoke', (_, request) => log.push({ grant: 'revoke', authorization: request.headers.authorization }));
server.service.on('beforeAuthorizeRedirect', (redirect, request) => {
  log.push({ grant: 'authorize', ...request.query });
  if (settings.iss) {
    redirect.url.searchParams.set('iss', settings.iss === 'own' ? server.issuer.url : settings.iss);
  }
});

console.log(JSON.stringify({ issuer: server.issuer.url }));
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (command.set) {
    settings = command.set;
  }

  if (command.reset) {
    settings = {};
    log.length = 0;
    good.clear();
  }

  console.log(JSON.stringify(command.log ? log : {}));
}

await server.stop();
