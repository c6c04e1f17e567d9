import { readFileSync } from 'node:fs';
import http from 'node:http';
import { createFusionAuth } from '../../../embedded/fusionauth/fusionauth.ts';
import { Store } from '../../../embedded/store.ts';

/**
 * The embedded FusionAuth as its official image would run: told about by the same variables, set up by the
 * same Kickstart file, and only while it is empty. It keeps its data beside its configuration.
 */
const store = new Store('/usr/local/fusionauth/config/fusionauth.sqlite');
const planted = store.collection<{ key: string }>('kickstart');
if (planted.size === 0) planted.put('first', { key: readKickstart() });

for (const name of ['DATABASE_URL', 'DATABASE_USERNAME', 'DATABASE_PASSWORD', 'SEARCH_TYPE']) {
  if (!process.env[name]) throw new Error(`${name} is missing`);
}
const server = http.createServer(createFusionAuth(store, { apiKey: planted.get('first')!.key }));
server.listen(9011, '0.0.0.0');

process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  store.close();
});

function readKickstart(): string {
  const file = process.env['FUSIONAUTH_APP_KICKSTART_FILE'] ?? '';
  const { apiKeys } = JSON.parse(readFileSync(file, 'utf8')) as { apiKeys: { key: string }[] };
  return apiKeys[0]!.key;
}
