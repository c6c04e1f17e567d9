import { kong } from './kong/package.ts';
import { packagePlugin } from './framework/plugin.ts';
import { serve } from './framework/serve.ts';

serve(packagePlugin(kong));
