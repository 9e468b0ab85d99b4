import { setRole } from '../iam-store.ts';
import { holderPolicies } from '../policies/holder-policies.ts';
import { changeableRole, roleAsked } from './roles.ts';

export const rolePolicies = holderPolicies({
  noun: 'Role',
  asked: roleAsked,
  changeable: changeableRole,
  set: setRole,
  nameOf: ({ role }) => role.RoleName,
});
