/** What nothing public settles about ECR: each point in one place, so that a capture of real AWS replaces it. */

const minute = 60_000;

/** How long a basic scan of an image takes. */
export const scanMilliseconds = minute;

/** Results on a page when the request does not say (documented). */
export const usualPageSize = 100;

/** Hours that a token is good for (documented). */
export const tokenHours = 12;

/** The most tags of a repository (documented). */
export const mostTags = 50;

const within = (repository: string, registry: string) =>
  `the repository with name '${repository}' in the registry with id '${registry}'`;

export const messages = {
  repositoryNotFound: (name: string, registry: string) =>
    `The repository with name '${name}' does not exist in the registry with id '${registry}'`,
  repositoryExists: (name: string, registry: string) =>
    `The repository with name '${name}' already exists in the registry with id '${registry}'`,
  notEmpty: (name: string, registry: string) =>
    `The repository with name '${name}' in registry with id '${registry}' cannot be deleted because it still contains images`,
  imageNotFound: (digest: string | undefined, tag: string | undefined, name: string, registry: string) =>
    `The image with imageId {imageDigest:'${digest ?? 'null'}', imageTag:'${tag ?? 'null'}'} does not exist within ${within(name, registry)}`,
  imageExists: (digest: string, tag: string | undefined, name: string, registry: string) =>
    `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists in the repository with name '${name}' in registry with id '${registry}'`,
  tagExists: (tag: string, name: string) =>
    `The image tag '${tag}' already exists in the '${name}' repository and cannot be overwritten because the tag is immutable.`,
  digestDiffers: 'The specified image digest does not match the digest that Amazon ECR calculated for the image.',
  badManifest: "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'",
  badLifecyclePolicy: (what: string) =>
    `Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${what}'`,
  badPolicy: "Invalid parameter at 'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'",
  noLifecyclePolicy: (name: string, registry: string) =>
    `Lifecycle policy does not exist for ${within(name, registry)}`,
  noPolicy: (name: string, registry: string) => `Repository policy does not exist for ${within(name, registry)}`,
  noScan: (digest: string, name: string, registry: string) =>
    `Image scan does not exist for the image with '{imageDigest:'${digest}'}' in ${within(name, registry)}`,
  badArn: "Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'",
  tooManyTags: `The number of tags exceeds the limit of ${mostTags}.`,
  badToken: "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'",
  failureNotFound: 'Requested image not found',
  failureNoId: 'Invalid request parameters: both tag and digest cannot be null',
} as const;
