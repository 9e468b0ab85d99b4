/**
 * What nothing public settles about Image Builder: each point in one place, so that a capture of real AWS replaces it.
 */
const second = 1000;
const minute = 60 * second;

/** How long each stage of a build takes. A real build takes about ten minutes, its tests about five; the rest is inferred. */
export const stageMilliseconds = {
  PENDING: 10 * second,
  CREATING: 30 * second,
  BUILDING: 10 * minute,
  TESTING: 5 * minute,
  DISTRIBUTING: 2 * minute,
  INTEGRATING: 30 * second,
} as const;

/** How often Image Builder looks for images that a lifecycle policy applies to. */
export const lifecycleIntervalMilliseconds = 24 * 60 * minute;

export const defaultTestsTimeoutMinutes = 720;
export const defaultDistributionTimeoutMinutes = 720;
/** How long a workflow step may take when its document does not say (as the AWS CLI's examples show it). */
export const defaultStepTimeoutSeconds = 4500;

/** Steps of Amazon's workflows that have nothing to do here: the agent of an instance is always the newest. */
export const stepsWithNothingToDo: readonly string[] = ['UpdateSSMAgent'];

/** What makes a document another one. Assumed: its description alone does not. */
export const contentMembers = ['data', 'uri'] as const;

/** How many scheduled builds in a row must fail until a pipeline without a policy of its own is disabled (model). */
export const usualFailuresInARow = 5;

/** How long a WaitForAction step waits when its document does not say (documented: 3 days). */
export const defaultWaitTimeoutSeconds = 259_200;
/** The greatest timeout that GetWorkflowStepExecution can tell (model). */
export const maximumToldTimeoutSeconds = 43_200;

/** How many runs of schedules the sandbox makes up for when time jumps; the rest of them is left out. */
export const maximumCatchUpRuns = 200;

export const maximumPageSize = 100;

/** Items of a page when a request does not say. */
export const usualPageSize = 25;

/** The greatest number that one node of a version may hold (documented: 2^30 - 1). */
export const maximumVersionNode = 1_073_741_823;

/** The version that a wildcard makes when nothing matches it yet: its wildcards become this. */
export const firstWildcardNode = 0;

/** `version` and the version in the ARN of what a list by name returns. */
export const versionOfListByName = 'x.x.x';

/** Platform and operating system of a parent image that is an AMI or a parameter the sandbox knows nothing of. */
export const unknownParent = { platform: 'Linux', osVersion: 'Amazon Linux 2023' } as const;

/** ECR repository for scans, when the scanning configuration names none (documented). */
export const defaultScanRepository = 'image-builder-image-scanning-repository';

/** How long the address of a marketplace component's file is good for. */
export const marketplaceUrlSeconds = 3600;

export const messages = {
  notFound: (arn: string) => `The resource with ARN '${arn}' could not be found.`,
  notFoundExecution: (id: string) => `The execution '${id}' could not be found.`,
  policyNotFound: (arn: string) => `The resource with ARN '${arn}' has no policy attached to it.`,
  invalidVersion: (version: string) =>
    `The value supplied for parameter 'semanticVersion' is not valid. '${version}' is not a valid version number.`,
  invalidToken: 'The provided pagination token is not valid.',
  tokenMismatch: (token: string) =>
    `The client token '${token}' was already used for a request with different parameters.`,
  unknownFilter: (name: string, known: readonly string[]) =>
    `'${name}' is not a valid filter name. Valid filter names are: ${known.join(', ')}.`,
  notCancellable: (arn: string, status: string) =>
    `The image '${arn}' cannot be cancelled because it is in status '${status}'.`,
  notRetryable: (arn: string, status: string) =>
    `The image '${arn}' cannot be retried because it is in status '${status}'.`,
  dataOrUri: "You must specify either 'data' or 'uri', but not both.",
  policyNoJson: 'The policy must be a JSON document.',
  notOfMarketplace: (arn: string) => `The resource '${arn}' is not an AWS Marketplace resource.`,
  locationNeeded: "'resourceLocation' is required for resources of type 'COMPONENT_ARTIFACT'.",
  amiNameInUse: (name: string, ami: string) => `AMI name ${name} is already in use by AMI ${ami}`,
  publicWatermark: 'AMIs with watermarks cannot be made public.',
  unsupportedSystem: (component: string, system: string) => `Component '${component}' does not support ${system}.`,
  logGroupNeedsRole: (group: string) =>
    `The log group '${group}' does not start with '/aws/imagebuilder/' and needs an 'executionRole'.`,
  timezone: (zone: string) => `'${zone}' is not a time zone of the IANA database.`,
  recipeOrContainer: "You must specify either 'imageRecipeArn' or 'containerRecipeArn', but not both.",
  dockerfileDataOrUri: "You must specify either 'dockerfileTemplateData' or 'dockerfileTemplateUri', but not both.",
  distributionTwice: (region: string) => `Region '${region}' is specified more than once.`,
  scheduleExpression: (expression: string) => `'${expression}' is not a valid cron or rate expression.`,
  ageNeedsUnit: "'unit' is required for filters of type 'AGE'.",
  selectionNeeded: "You must specify either 'recipes' or 'tagMap', but not both.",
  stepOfOtherImage: (step: string, image: string) =>
    `The workflow step '${step}' does not belong to the image '${image}'.`,
  stepNotWaiting: (step: string) => `The workflow step '${step}' is not waiting for an action.`,
  workflowsNeedRole: "You must specify 'executionRole' when you specify 'workflows'.",
  componentTwice: (arn: string) => `You can specify a component only once in a recipe: '${arn}'.`,
  parameterUnknown: (arn: string, name: string) => `The component '${arn}' does not define a parameter '${name}'.`,
  parameterMissing: (arn: string, name: string) =>
    `The parameter '${name}' of the component '${arn}' has no default value and must be specified.`,
  nameWithoutDate: 'The AMI name must include the {{ imagebuilder:buildDate }} tag.',
  reservedTag: (key: string) => `'${key}' is a reserved tag key.`,
  isoExpected: 'The key must end with the .iso extension.',
  containersNotRetried: 'Only AMI-based images can be retried.',
  otherKindOfRecipe: (arn: string) => `The recipe must be of the same type as the current recipe of '${arn}'.`,
  otherResourceType: (arn: string) => `The resource type of '${arn}' cannot be changed.`,
  actionOfContainers: (action: string) => `'${action}' is not supported for resource type 'CONTAINER_IMAGE'.`,
  stateNotAllowed: (from: string, to: string) => `An image in status '${from}' cannot change to '${to}'.`,
} as const;

/** The version of the image that DistributeImage makes from an AMI, which has none. */
export const versionOfDistributedAmi = '1.0.0';
