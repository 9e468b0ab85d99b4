/** What nothing public settles about Parameter Store: each point in one place, so that a capture of real AWS replaces it. */

/** How many parameters a page has when the request does not say. */
export const usualPageSizes = { describe: 50, history: 50, byPath: 10 } as const;

/** Levels, versions and the like that the documentation states. */
export const limits = {
  levels: 15,
  versions: 100,
  labels: 10,
  policies: 10,
  tags: 50,
  standardCharacters: 4_096,
  advancedCharacters: 8_192,
} as const;

export const defaultKeyId = 'alias/aws/ssm';

/** The public parameters change with each release of their image: how often that has been so far is anybody's guess. */
export const publicParameterVersion = 120;

const symbols =
  'If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

export const messages = {
  alreadyExists:
    'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
  tagsAndOverwrite:
    "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
  typeRequired: 'A parameter type is required when you create a parameter.',
  typeChanged:
    "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter from a String type to a SecureString type. You must create a new, unique parameter.",
  notQualified: 'Parameter name must be a fully qualified name.',
  reservedName: (name: string) => `No access to reserved parameter name: ${name}.`,
  reservedPrefix: 'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).',
  badName: `Parameter name: can't be prefixed with "ssm" (case-insensitive). ${symbols}`,
  badPath:
    'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
  tooDeep: `Hierarchy depth exceeds the limit. A parameter name hierarchy can have a maximum of ${limits.levels} levels.`,
  emptyValue:
    "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
  tooLong: (tier: string, characters: number) =>
    `${tier} tier parameters support a maximum parameter value of ${characters} characters.${
      tier === 'Standard'
        ? ' To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html'
        : ''
    }`,
  noDowngrade:
    "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
  policiesNeedAdvanced: 'Parameter policies are only supported by the advanced-parameter tier.',
  badPolicies: 'The policies of a parameter are a JSON list.',
  badPolicyType:
    "The policy type isn't supported. Parameter Store supports the following policy types: Expiration, ExpirationNotification, and NoChangeNotification.",
  badPolicyAttribute: "A policy attribute or its value isn't valid.",
  tooManyPolicies: `A parameter can have a maximum of ${limits.policies} policies.`,
  badDataType: (type: string) =>
    `The following data type is not supported: ${type} (Data type names are all lowercase.)`,
  dataTypeNeedsString: (type: string) => `The data type ${type} is only supported by parameters of type String.`,
  badImageId: (value: string) =>
    `The value ${value} is not a valid AMI id: it must be of the form ami-12345abcdeEXAMPLE.`,
  keyIdNeedsSecure: 'KeyId is required for SecureString type parameter only.',
  badPattern: "The request doesn't meet the regular expression requirement.",
  endlessPattern: 'The regular expression of the allowed pattern takes too long to match the value.',
  patternMismatch: (pattern: string) => `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  oldestIsLabelled: (name: string, version: number) =>
    `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
  /** AWS says nothing more than the code. */
  notFound: '',
  versionNotFound: (version: string, name: string) =>
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  labelNotFound: (label: string, name: string) =>
    `Systems Manager could not find label ${label} of ${name}. Verify the label and try again.`,
  sameName: 'There are two parameters with the same name in the request.',
  tooManyLabels: `A parameter version can have maximum ${limits.labels} labels.Move one or more labels to another version and try again.`,
  tooManyTags: `The number of tags exceeds the limit of ${limits.tags}.`,
  badToken: 'The specified token is not valid.',
  twoKindsOfFilters: 'You can use either Filters or ParameterFilters in a single request.',
  badFilterKey: (key: string, keys: readonly string[]) =>
    `The following filter key is not valid: ${key}. Valid filter keys include: [${keys.join(', ')}].`,
  badFilterOption: (option: string, options: readonly string[]) =>
    `The following filter option is not valid: ${option}. Valid options include: [${options.join(', ')}].`,
  badFilterValue: 'The following filter values are missing: null',
  sameFilter: (key: string) =>
    `The following filter is duplicated in the request: ${key}. A request can contain only one occurrence of a specific filter.`,
} as const;
