import { describeOnOfficialPlugins } from '../support/real-parts.ts';
import { describeRoles } from './roles.ts';

describeOnOfficialPlugins('roles and their users', describeRoles);
