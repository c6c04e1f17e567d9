import { packagePlugin } from './framework/plugin.ts';
import { serve } from './framework/serve.ts';
import { tls } from './tls/package.ts';

serve(packagePlugin(tls));
