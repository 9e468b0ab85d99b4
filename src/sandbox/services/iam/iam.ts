import type { SandboxService } from '../../service.ts';
import {
  addRoleToInstanceProfile,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  removeRoleFromInstanceProfile,
} from './instance-profiles/instance-profiles.ts';
import {
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicy,
  getPolicyVersion,
  listEntitiesForPolicy,
  listPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
} from './policies/policies.ts';
import { rolePolicyType, userPolicyType } from './resource-types/inline-policy-type.ts';
import { instanceProfileType } from './resource-types/instance-profile-type.ts';
import { managedPolicyType } from './resource-types/managed-policy-type.ts';
import { roleType } from './resource-types/role-type.ts';
import { serviceLinkedRoleType } from './resource-types/service-linked-role-type.ts';
import { userType } from './resource-types/user-type.ts';
import { rolePolicies } from './roles/role-policies.ts';
import {
  createRole,
  deleteRole,
  getRole,
  listRoles,
  updateAssumeRolePolicy,
  updateRole,
  updateRoleDescription,
} from './roles/roles.ts';
import {
  createServiceLinkedRole,
  deleteServiceLinkedRole,
  getServiceLinkedRoleDeletionStatus,
} from './roles/service-linked-roles.ts';
import { iamTables } from './stored-tables.ts';
import { identityTags } from './tags.ts';
import { userPolicies } from './users/user-policies.ts';
import { createUser, deleteUser, getUser, listUsers, updateUser } from './users/users.ts';

/** Roles, users, instance profiles and policies. They are kept and told, and decide nothing: everybody may do everything. */
export const iam: SandboxService = {
  service: 'iam',
  tables: iamTables,
  operations: {
    ...identityTags,
    ...rolePolicies,
    ...userPolicies,
    AddRoleToInstanceProfile: addRoleToInstanceProfile,
    CreateInstanceProfile: createInstanceProfile,
    CreatePolicy: createPolicy,
    CreatePolicyVersion: createPolicyVersion,
    CreateRole: createRole,
    CreateServiceLinkedRole: createServiceLinkedRole,
    CreateUser: createUser,
    DeleteInstanceProfile: deleteInstanceProfile,
    DeletePolicy: deletePolicy,
    DeletePolicyVersion: deletePolicyVersion,
    DeleteRole: deleteRole,
    DeleteServiceLinkedRole: deleteServiceLinkedRole,
    DeleteUser: deleteUser,
    GetInstanceProfile: getInstanceProfile,
    GetPolicy: getPolicy,
    GetPolicyVersion: getPolicyVersion,
    GetRole: getRole,
    GetServiceLinkedRoleDeletionStatus: getServiceLinkedRoleDeletionStatus,
    GetUser: getUser,
    ListEntitiesForPolicy: listEntitiesForPolicy,
    ListInstanceProfiles: listInstanceProfiles,
    ListInstanceProfilesForRole: listInstanceProfilesForRole,
    ListPolicies: listPolicies,
    ListPolicyVersions: listPolicyVersions,
    ListRoles: listRoles,
    ListUsers: listUsers,
    RemoveRoleFromInstanceProfile: removeRoleFromInstanceProfile,
    SetDefaultPolicyVersion: setDefaultPolicyVersion,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    UpdateRole: updateRole,
    UpdateRoleDescription: updateRoleDescription,
    UpdateUser: updateUser,
  },
  resourceTypes: {
    'AWS::IAM::InstanceProfile': instanceProfileType,
    'AWS::IAM::ManagedPolicy': managedPolicyType,
    'AWS::IAM::Role': roleType,
    'AWS::IAM::RolePolicy': rolePolicyType,
    'AWS::IAM::ServiceLinkedRole': serviceLinkedRoleType,
    'AWS::IAM::User': userType,
    'AWS::IAM::UserPolicy': userPolicyType,
  },
};
