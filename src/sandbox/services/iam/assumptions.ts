/** What nothing public settles about IAM: each point in one place, so that a capture of real AWS replaces it. */

/** Items on a page when the request does not say (documented). */
export const usualPageSize = 100;

/** Quotas as they are unless AWS raises them (documented). */
export const limits = {
  policiesPerHolder: 10,
  policyVersions: 5,
  tags: 50,
} as const;

/** Since when there are the users that sign by keys which nobody was issued. */
export const usualUserSince = '2026-01-01T00:00:00.000Z';

export const messages = {
  roleNotFound: (name: string) => `The role with name ${name} cannot be found.`,
  roleExists: (name: string) => `Role with name ${name} already exists.`,
  userNotFound: (name: string) => `The user with name ${name} cannot be found.`,
  userExists: (name: string) => `User with name ${name} already exists.`,
  callerIsNoUser: 'Must specify userName when calling with non-User credentials',
  profileNotFound: (name: string) => `Instance Profile ${name} cannot be found.`,
  profileExists: (name: string) => `Instance Profile ${name} already exists.`,
  policyNotFound: (arn: string) => `Policy ${arn} was not found.`,
  policyNotAttachable: (arn: string) => `Policy ${arn} does not exist or is not attachable.`,
  policyExists: (name: string) => `A policy called ${name} already exists. Duplicate names are not allowed.`,
  inlineNotFound: (holder: string, name: string) => `The ${holder} policy with name ${name} cannot be found.`,
  versionNotFound: (arn: string, version: string) =>
    `Policy ${arn} version ${version} does not exist or is not attachable.`,
  mustDetach: 'Cannot delete entity, must detach all policies first.',
  mustDeletePolicies: 'Cannot delete entity, must delete policies first.',
  mustRemoveRoles: 'Cannot delete entity, must remove roles from instance profile first.',
  policyAttached: 'Cannot delete a policy attached to entities.',
  moreVersions:
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  defaultVersion: 'Cannot delete the default version of a policy.',
  tooManyVersions: `A managed policy can have up to ${limits.policyVersions} versions. Before you create a new version, you must delete an existing version.`,
  tooManyPolicies: (holder: string) => `Cannot exceed quota for PoliciesPer${holder}: ${limits.policiesPerHolder}`,
  tooManyRoles: 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1',
  tooManyTags: `The number of tags has reached the maximum limit of ${limits.tags}.`,
  roleNotInProfile: (role: string, profile: string) => `Role ${role} in Instance Profile ${profile} cannot be found.`,
  notJson: 'This policy contains invalid Json',
  syntax: 'Syntax errors in policy.',
  noActions: 'Policy statement must contain actions.',
  noResources: 'Policy statement must contain resources.',
  noVendor: 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  colons: 'Actions/Condition can contain only one colon.',
  badVendor: (vendor: string) => `Vendor ${vendor} is not valid`,
  unqualifiedVendor: 'Resource vendor must be fully qualified and cannot contain regexes.',
  notAnArn: (resource: string) => `Resource ${resource} must be in ARN format or "*".`,
  badPartition: (partition: string, resource: string) =>
    `Partition "${partition}" is not valid for resource "${resource}".`,
  regionInArn: (resource: string) => `Resource ${resource} can not contain region information.`,
  badIamPath: (paths: readonly string[]) => `IAM resource path must either be "*" or start with ${paths.join(', ')}.`,
  badPrincipal: (kind: string, name: string) => `Invalid principal in policy: "${kind}":"${name}"`,
  badOperator: (operator: string) => `Invalid Condition type : ${operator}.`,
  badSid:
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  sidTwice: 'Statement IDs (SID) in a single policy must be unique.',
  trustActions: 'AssumeRole policy may only specify STS AssumeRole actions.',
  principalMissing: 'Missing required field Principal',
  resourceForbidden: 'Has prohibited field Resource',
  principalForbidden: 'Policy document should not specify a principal.',
  badPath:
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  badMarker: 'Invalid Marker.',
  isProtected: (role: string) =>
    `Cannot perform the operation on the protected role '${role}' - this role is only modifiable by AWS`,
  serviceRoleTaken: (role: string) =>
    `Service role name ${role} has been taken in this account, please try a different suffix.`,
  awsManaged: (arn: string) => `Policy ${arn} is managed by AWS and cannot be changed.`,
} as const;
