import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../../toolchain/steps.mjs';
import { installOfficialPlugins } from '../../support/reference.ts';

const NAMES = {
  kong: 'resource-kong-v4.6.1/pulumi-resource-kong',
  tls: 'resource-tls-v5.6.1/pulumi-resource-tls',
  'terraform-provider': 'resource-terraform-provider-v1.1.0/pulumi-resource-terraform-provider',
};

/** The official plugins, unpacked once for all tests: unpacking takes longer than most of these. */
export async function officialPlugins(): Promise<{ home: string } & typeof NAMES> {
  const home = join(tmpdir(), 'official-pulumi-plugins');
  mkdirSync(home, { recursive: true });
  await withLock(join(home, '.install.lock'), () => installOfficialPlugins(home));
  const path = (name: keyof typeof NAMES): string => join(home, 'plugins', NAMES[name]);
  return {
    home,
    kong: path('kong'),
    tls: path('tls'),
    'terraform-provider': path('terraform-provider'),
  };
}
