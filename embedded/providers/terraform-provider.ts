import { parameterizedProvider } from './framework/process.ts';
import { serve } from './framework/serve.ts';
import { fusionauth } from './fusionauth/package.ts';

serve(parameterizedProvider('terraform-provider', '1.1.0', [fusionauth]));
