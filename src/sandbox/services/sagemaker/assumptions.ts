/**
 * What nothing public settles about SageMaker images: each point in one place, so that a capture of real AWS replaces it.
 */
const second = 1000;
const minute = 60 * second;

/** How long a process lasts on AWS. */
export const durations = {
  createImage: 5 * second,
  updateImage: 5 * second,
  deleteImage: 15 * second,
  createVersion: 3 * minute,
  deleteVersion: 15 * second,
} as const;

/** The page of a list without MaxResults. */
export const usualPageSize = 10;
/** The page of ListTags without MaxResults. */
export const usualTagsPageSize = 50;
/** The most tags of a resource (documented). */
export const mostTags = 50;
/** Names that differ in case alone are the same name: ARNs have them in lower case. */
export const namesIgnoreCase = true;
/** What a version may be based on: an image in ECR. Others fail when SageMaker pulls them. */
export const pullable = /^(?:\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?|public\.ecr\.aws)\/\S+$/;

export const messages = {
  imageNotFound: (arn: string) => `Image with ARN ${arn} does not exist`,
  imageExists: (name: string) => `The Image with ImageName ${name} already exists. Please use a different ImageName.`,
  invalidState: (name: string) => `Image ${name} is in an invalid state.`,
  noVersions: (name: string) =>
    `Latest ImageVersion with ImageName ${name} does not exist. Please provide a valid ImageName.`,
  versionNotFound: (arn: string) => `ImageVersion with ARN ${arn} does not exist`,
  aliasNotFound: (name: string, alias: string) => `Alias ${alias} of Image ${name} does not exist`,
  aliasTaken: (name: string, alias: string) => `Alias ${alias} is already in use in Image ${name}.`,
  versionInvalidState: (arn: string) => `ImageVersion ${arn} is in an invalid state.`,
  versionAndAlias: 'Version and Alias cannot be specified together.',
  configNotFound: (arn: string) => `AppImageConfig with ARN ${arn} does not exist`,
  configExists: (name: string) =>
    `The AppImageConfig with AppImageConfigName ${name} already exists. Please use a different AppImageConfigName.`,
  taggedNotFound: (arn: string) => `Could not find resource with ARN ${arn}`,
  badToken: 'The provided NextToken is not valid.',
  tokenMismatch: 'The ClientToken was already used for a request with different parameters.',
  tooManyTags: `The number of tags must not exceed ${mostTags}.`,
  cannotPull: (image: string) => `Unable to pull base image ${image}: it is not the URI of an image in Amazon ECR.`,
} as const;
