import type { CaseFile } from '../suite/case.ts';
import { explain } from './explained.ts';
import { consumers } from './consumers.ts';
import { forwarding } from './forwarding.ts';
import { pluginsAtWork } from './plugins-at-work.ts';
import { plugins } from './plugins.ts';
import { protocol } from './protocol.ts';
import { routes } from './routes.ts';
import { routing } from './routing.ts';
import { services } from './services.ts';
import { tokensCarried } from './tokens-carried.ts';
import { upstreams } from './upstreams.ts';
import { verdicts } from './verdicts.ts';

/** All cases, by the file that keeps the real answers. */
export const files: readonly CaseFile[] = explain([
  { name: 'services', cases: services },
  { name: 'routes', cases: routes },
  { name: 'consumers', cases: consumers },
  { name: 'plugins', cases: plugins },
  { name: 'upstreams', cases: upstreams },
  { name: 'protocol', cases: protocol },
  { name: 'verdicts', cases: verdicts },
  { name: 'tokens-carried', cases: tokensCarried },
  { name: 'routing', cases: routing },
  { name: 'forwarding', cases: forwarding },
  { name: 'plugins-at-work', cases: pluginsAtWork },
]);
