/** What nothing public settles about Secrets Manager: each point in one place, so that a capture of real AWS replaces it. */

/** Secrets on a page when the request does not say, and values that one call reads. */
export const usualPageSizes = { secrets: 100, versions: 100, values: 20 } as const;

/** Numbers that the documentation states. */
export const limits = {
  tags: 50,
  stagesOfVersion: 20,
  versions: 100,
  recoveryDays: { least: 7, most: 30, usual: 30 },
  /** Of a value, string or binary. */
  valueBytes: 65_536,
  password: { usual: 32 },
} as const;

/** The newest secret first, as the console shows them too. */
export const usualSortOrder = 'desc';

/** What the names of secrets end with in their ARNs. */
export const suffixLength = 6;

/** What the check is called that finds a policy which lets everybody in. */
export const publicAccessCheck = 'BlockPublicAccess';

export const messages = {
  notFound: "Secrets Manager can't find the specified secret.",
  valueNotFound: (named: string) => `Secrets Manager can't find the specified secret value for ${named}`,
  exists: (name: string) => `The operation failed because the secret ${name} already exists.`,
  scheduled: "You can't create this secret because a secret with this name is already scheduled for deletion.",
  marked: "You can't perform this operation on the secret because it was marked for deletion.",
  badName: 'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  twoValues: "You can't specify both a binary secret value and a string secret value in the same secret.",
  noValue: 'You must provide either SecretString or SecretBinary.',
  tooLong: (member: string) =>
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${limits.valueBytes}`,
  tokenUsed: (token: string, arn: string) =>
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`,
  badWindow: 'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
  windowAndForce: "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
  removeFromMissing: (stage: string, version: string) =>
    `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${version}, so you must explicitly reference that version in RemoveFromVersionId.`,
  removeFromWrong: (stage: string, version: string) =>
    `Staging label ${stage} is currently attached to version ${version}. Please specify that version in RemoveFromVersionId.`,
  notAttached: (stage: string, version: string) => `The staging label ${stage} isn't attached to version ${version}.`,
  noMove: 'You must provide RemoveFromVersionId or MoveToVersionId.',
  currentStays: "You can't remove the staging label AWSCURRENT. You can only move it to another version.",
  tooManyStages: `A version of a secret can have at most ${limits.stagesOfVersion} staging labels.`,
  noVersion: (version: string) => `Secrets Manager can't find the specified secret version: ${version}.`,
  tooManyTags: `The number of tags for a secret can't exceed ${limits.tags}.`,
  reservedTag: "Tag keys can't start with aws:.",
  badToken: 'Invalid NextToken.',
  idsOrFilters: 'You must provide either SecretIdList or Filters, but not both.',
  pagesOfIds: "You can't use MaxResults or NextToken with SecretIdList.",
  noCharacters: 'The password has no characters to choose from: every character is excluded.',
  tooShort: 'The password is too short to have a character of each included type.',
  givenAndGenerated: "You can't specify both GenerateSecretString and SecretString.",
  templateAndKey: 'You must specify both SecretStringTemplate and GenerateStringKey, or neither.',
  badTemplate: 'Could not parse SecretStringTemplate JSON.',
  malformedPolicy: 'This resource policy contains a syntax error.',
  publicPolicy: "You can't attach this resource policy because it gives broad access to the secret.",
} as const;
