import type { ConfigProperty, PackageDefinition } from '../framework/package.ts';
import { text } from '../framework/values.ts';
import { KongConnection } from './connection.ts';
import { certificate } from './resources/certificate.ts';
import { consumer } from './resources/consumer.ts';
import { consumerAcl, consumerJwtAuth, consumerKeyAuth } from './resources/credentials.ts';
import { plugin } from './resources/plugin.ts';
import { route } from './resources/route.ts';
import { service } from './resources/service.ts';
import { target } from './resources/target.ts';
import { upstream } from './resources/upstream.ts';

const CONFIG: Record<string, ConfigProperty> = {
  kongAdminPassword: { type: 'string', env: ['KONG_ADMIN_PASSWORD'] },
  kongAdminToken: { type: 'string', env: ['KONG_ADMIN_TOKEN'] },
  kongAdminUri: {
    type: 'string',
    required: true,
    default: 'http://localhost:8001',
    env: ['KONG_ADMIN_ADDR'],
  },
  kongAdminUsername: { type: 'string', env: ['KONG_ADMIN_USERNAME'] },
  kongApiKey: { type: 'string', env: ['KONG_API_KEY'] },
  kongWorkspace: { type: 'string' },
  strictPluginsMatch: { type: 'boolean', env: ['STRICT_PLUGINS_MATCH'], published: true },
  tlsSkipVerify: { type: 'boolean', default: false, env: ['TLS_SKIP_VERIFY'], published: true },
};

/** Stands in for the kong package 4.6.1. */
export const kong: PackageDefinition<KongConnection> = {
  name: 'kong',
  version: '4.6.1',
  description: 'Creates and manages what a Kong Gateway consists of.',
  dialect: 'sdk',
  config: CONFIG,
  resources: [
    certificate,
    consumer,
    consumerAcl,
    consumerJwtAuth,
    consumerKeyAuth,
    plugin,
    route,
    service,
    target,
    upstream,
  ],
  configure(settings, cancelled) {
    const setting = (name: string): string => text(settings[name]);
    const workspace = setting('kongWorkspace');
    const options = {
      url: setting('kongAdminUri').replace(/\/+$/, '') + (workspace ? `/${workspace}` : ''),
      headers: headers(setting),
      signal: cancelled,
      tlsSkipVerify: settings['tlsSkipVerify'] === true,
    };
    return new KongConnection(options, settings['strictPluginsMatch'] === true);
  },
};

function headers(setting: (name: string) => string): Record<string, string> {
  const result: Record<string, string> = {};
  const [username, password] = [setting('kongAdminUsername'), setting('kongAdminPassword')];
  if (username || password) {
    const credentials = Buffer.from(`${username}:${password}`).toString('base64');
    result['authorization'] = `Basic ${credentials}`;
  }
  if (setting('kongApiKey')) result['apikey'] = setting('kongApiKey');
  if (setting('kongAdminToken')) result['kong-admin-token'] = setting('kongAdminToken');
  return result;
}
