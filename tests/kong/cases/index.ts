import type { CaseFile } from '../suite/case.ts';
import { consumers } from './consumers.ts';
import { plugins } from './plugins.ts';
import { protocol } from './protocol.ts';
import { routes } from './routes.ts';
import { services } from './services.ts';
import { upstreams } from './upstreams.ts';

/** All cases, by the file that keeps the real answers. */
export const files: readonly CaseFile[] = [
  { name: 'services', cases: services },
  { name: 'routes', cases: routes },
  { name: 'consumers', cases: consumers },
  { name: 'plugins', cases: plugins },
  { name: 'upstreams', cases: upstreams },
  { name: 'protocol', cases: protocol },
];
