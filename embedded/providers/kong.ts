import { kong } from './kong/package.ts';
import { packageProvider } from './framework/process.ts';
import { serve } from './framework/serve.ts';

serve(packageProvider(kong));
