import { describeOnOfficialProviders } from '../support/real-parts.ts';
import { describeRoles } from './roles.ts';

describeOnOfficialProviders('roles and their users', describeRoles);
