import { describeOnReference } from '../support/on-reference.ts';
import { describeRoles } from './roles.ts';

describeOnReference(
  'roles and their users on the official plugins and the real Kong',
  describeRoles,
);
