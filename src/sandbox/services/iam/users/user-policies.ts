import { setUser } from '../iam-store.ts';
import { holderPolicies } from '../policies/holder-policies.ts';
import { userAsked } from './users.ts';

export const userPolicies = holderPolicies({
  noun: 'User',
  asked: userAsked,
  changeable: userAsked,
  set: setUser,
  nameOf: ({ user }) => user.UserName,
});
