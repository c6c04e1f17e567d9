import { join } from 'node:path';
import { officialHome } from '../../support/reference.ts';

const NAMES = {
  kong: 'resource-kong-v4.6.1/pulumi-resource-kong',
  tls: 'resource-tls-v5.6.1/pulumi-resource-tls',
  'terraform-provider': 'resource-terraform-provider-v1.1.0/pulumi-resource-terraform-provider',
};

/** The official plugins' executables. */
export async function officialPlugins(): Promise<{ home: string } & typeof NAMES> {
  const home = await officialHome();
  const path = (name: keyof typeof NAMES): string => join(home, 'plugins', NAMES[name]);
  return {
    home,
    kong: path('kong'),
    tls: path('tls'),
    'terraform-provider': path('terraform-provider'),
  };
}
