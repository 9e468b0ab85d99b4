/**
 * What nothing public settles about EC2: each point in one place, so that a capture of real AWS replaces it.
 */
const second = 1000;
const minute = 60 * second;

export const day = 24 * 60 * minute;

/** How long a process lasts on AWS; sizes of volumes are left out of it. */
export const durations = {
  createImage: 4 * minute,
  copyImage: 8 * minute,
  registerImage: 10 * second,
  importImage: 25 * minute,
  exportImage: 25 * minute,
  createSnapshot: 3 * minute,
  usageReport: 2 * minute,
  startInstance: 25 * second,
  stopInstance: 40 * second,
  terminateInstance: 45 * second,
} as const;

/** "There is a 24-hour delay before that usage is reported" (DescribeImages, documented). */
export const launchReportDelay = day;
/** How long protection holds on after it is switched off (documented). */
export const protectionCooldown = day;
/** How long DescribeInstances shows an instance that was terminated (documented: about an hour). */
export const terminatedShownFor = 60 * minute;
/** Reports of the use of an image are kept this long (documented). */
export const usageReportKept = 30 * day;

/** A deprecated image of somebody else is shown without IncludeDeprecated to who names its id. */
export const deprecatedShownById = true;
/** A disabled image is shown without IncludeDisabled to the owner who names its id. */
export const disabledShownById = false;
/** CopyImage takes a name that another image of the account already has, as the other operations do not. */
export const copyMayRepeatName = true;
/** What a copy has for a description when the request gives none. */
export const copyKeepsDescription = true;
/** RegisterImage takes a name alone. */
export const registersWithoutDevice = true;
/** ImageAllowed is in the answer only while Allowed AMIs is enabled or in audit mode. */
export const allowedShownWhenDisabled = false;
/** A new account has public sharing of images blocked (documented: since October 2023). */
export const initialBlockPublicAccess: 'block-new-sharing' | 'unblocked' = 'block-new-sharing';
/** The most that MaxResults may say, and the least. */
export const pageSize = { least: 1, most: 1000 } as const;
/** The most values that the filters of one request may have (documented for most operations). */
export const mostFilterValues = 200;
/** The most tags that a resource may have (documented). */
export const mostTags = 50;
/** The instance type of RunInstances without one (documented). */
export const usualInstanceType = 'm1.small';

export const messages = {
  idsWithPage: (set: string) => `The parameter ${set} cannot be used with the parameter maxResults`,
  unknownFilter: (name: string) => `The filter '${name}' is invalid`,
  filterWithoutName: 'The filter name must be specified.',
  tooManyFilterValues: `The maximum number of filter values specified on a single call is ${mostFilterValues}`,
  pageTooSmall: (value: number) =>
    `Value ( ${value} ) for parameter maxResults is invalid. Expecting a value greater than or equal to ${pageSize.least}.`,
  pageTooLarge: (value: number) =>
    `Value ( ${value} ) for parameter maxResults is invalid. Expecting a value less than or equal to ${pageSize.most}.`,
  badToken: 'The specified NextToken is not valid.',
  badUser: (user: string) => `Invalid user id: "${user}"`,
  notAuthorized: (id: string) => `Not authorized for image:${id}`,
  badName:
    "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'",
  protectedImage: (id: string) =>
    `The image ${id} can't be deregistered because deregistration protection is enabled for it.`,
  imageNotReady: (id: string, state: string) => `The image ${id} is in state '${state}' and can't be used.`,
  imageNotDisabled: (id: string) => `The image ${id} is not disabled.`,
  imageNotAvailable: (id: string) => `The image ${id} is not available.`,
  imageNotAllowed: (id: string) =>
    `The image ${id} does not meet the criteria of the Allowed AMIs setting of this account in this Region.`,
  publicBlocked:
    "You can't publicly share this image because block public access for AMIs is enabled for this account in this Region.",
  badRegion: (region: string) => `Invalid region: '${region}'`,
  deprecationPast: 'The DeprecateAt time must be in the future.',
  deprecationTooLate:
    'The DeprecateAt time must be within 10 years from now, or 2 years from creation for public AMIs.',
  instanceState: (id: string, state: string) =>
    `The instance '${id}' is in state '${state}', which does not allow this.`,
  snapshotInUse: (snapshot: string, image: string) => `The snapshot ${snapshot} is currently in use by ${image}`,
  kmsWithoutEncryption: 'The parameter KmsKeyId requires the parameter Encrypted to be set.',
  mismatch: 'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
  missing: (name: string) => `The request must contain the parameter ${name}`,
  watermarkOnPublic: "Watermarks can't be attached to public AMIs.",
  taskOver: (task: string, status: string) => `The task ${task} is ${status} and can't be cancelled.`,
} as const;
