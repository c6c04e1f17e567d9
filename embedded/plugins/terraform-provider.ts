import { parameterizedPlugin } from './framework/plugin.ts';
import { serve } from './framework/serve.ts';
import { fusionauth } from './fusionauth/package.ts';

serve(parameterizedPlugin('terraform-provider', '1.1.0', [fusionauth]));
