import type { PackageDefinition } from '../framework/package.ts';
import { text } from '../framework/values.ts';
import { FusionAuthConnection } from './connection.ts';
import { resources } from './resources/index.ts';

/** Stands in for the Terraform provider fusionauth/fusionauth 1.3.6 behind terraform-provider 1.1.0. */
export const fusionauth: PackageDefinition<FusionAuthConnection> = {
  name: 'fusionauth',
  version: '1.3.6',
  description: 'A Pulumi provider dynamically bridged from fusionauth.',
  dialect: 'framework',
  config: {
    apiKey: { type: 'string', required: true, secret: true, env: ['FA_API_KEY'] },
    host: { type: 'string', required: true, env: ['FA_DOMAIN'] },
  },
  resources,
  nodejs: { liftSingleValueMethodReturns: true },
  parameterization: {
    baseProvider: { name: 'terraform-provider', version: '1.1.0' },
    value: '{"remote":{"url":"registry.opentofu.org/fusionauth/fusionauth","version":"1.3.6"}}',
  },
  meta: '{"private_state":"bnVsbA=="}',
  configure(settings, cancelled) {
    return new FusionAuthConnection({
      url: text(settings['host']),
      headers: { authorization: text(settings['apiKey']) },
      signal: cancelled,
    });
  },
};
