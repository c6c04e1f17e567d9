import { packageProvider } from './framework/process.ts';
import { serve } from './framework/serve.ts';
import { tls } from './tls/package.ts';

serve(packageProvider(tls));
