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
  storeImage: 10 * minute,
  restoreImage: 10 * minute,
  importSnapshot: 15 * minute,
  enableFastLaunch: 60 * minute,
  disableFastLaunch: 5 * minute,
  instanceChecks: 2 * minute,
} as const;

/** "There is a 24-hour delay before that usage is reported" (DescribeImages, documented). */
export const launchReportDelay = day;
/** How long protection holds on after it is switched off (documented). */
export const protectionCooldown = day;
/** How long DescribeInstances shows an instance that was terminated (documented: about an hour). */
export const terminatedShownFor = 60 * minute;
/** Reports of the use of an image are kept this long (documented). */
export const usageReportKept = 30 * day;

/** Characters of a filter's value (documented); a tag's value may have one more. */
export const longestFilterValue = 255;

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
/** How long DescribeImages answers the id of a deregistered image with nothing; after that with an error. */
export const deregisteredAnsweredFor = 3 * day;
/** The most that MaxResults may say, and the least. */
export const pageSize = { least: 1, most: 1000 } as const;
/** The most values that the filters of one request may have (documented for most operations). */
export const mostFilterValues = 200;
/** The most tags that a resource may have (documented). */
export const mostTags = 50;
/** The instance type of RunInstances without one (documented). */
export const usualInstanceType = 'm1.small';

/** The most criteria of Allowed AMIs (documented). */
export const mostImageCriteria = 10;
/** What an import is told to read; the sandbox reads none. */
export const diskImage = { bytes: 4_294_967_296, gigabytes: 8 } as const;
/** The bounds of Windows fast launch (documented). */
export const fastLaunch = { usualSnapshots: 5, usualParallelLaunches: 6, leastParallelLaunches: 6 } as const;
/** How many of the newest versions of a launch template are searched for references to an image (documented). */
export const versionDepth = { references: 10, usageReport: 20, most: 10_000 } as const;
/** A new account has public sharing of snapshots blocked. */
export const initialSnapshotSharing: 'block-all-sharing' | 'block-new-sharing' | 'unblocked' = 'unblocked';
/** How long DescribeStoreImageTasks shows a task (documented: the last 31 days). */
export const storeTasksShownFor = 31 * day;

/** Bytes of user data, before it is in base64 (documented). */
export const longestUserData = 16_384;

/** Where public addresses of instances are: a network that nobody is reached by (RFC 2544). AWS's own are its ranges. */
export const publicNetwork = [198, 18] as const;

export const messages = {
  idsWithPage: (set: string) => `The parameter ${set} cannot be used with the parameter maxResults`,
  unknownFilter: (name: string) => `The filter '${name}' is invalid`,
  disabledAlone: "The filter 'state' cannot have the value 'disabled' unless IncludeDisabled is specified.",
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
  noInstances: 'No instances specified',
  instanceState: (id: string, state: string) =>
    `The instance '${id}' is in state '${state}', which does not allow this.`,
  snapshotInUse: (snapshot: string, image: string) => `The snapshot ${snapshot} is currently in use by ${image}`,
  kmsWithoutEncryption: 'The parameter KmsKeyId requires the parameter Encrypted to be set.',
  mismatch: 'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
  missing: (name: string) => `The request must contain the parameter ${name}`,
  watermarkOnPublic: "Watermarks can't be attached to public AMIs.",
  filterValueTooLong: (name: string) => `The values of the filter '${name}' must have 255 characters at most.`,
  templateIdAndName: 'LaunchTemplateId and LaunchTemplateName cannot both be specified.',
  templateNotFound: (id: string) => `The specified launch template, with template ID ${id}, does not exist.`,
  templateNameNotFound: (name: string) => `The specified launch template, with template name ${name}, does not exist.`,
  templateNamesNotFound: 'At least one of the launch templates specified in the request does not exist.',
  templateVersionNotFound: (id: string, version: string) =>
    `Could not find the specified version ${version} for the launch template with ID ${id}.`,
  templateNameTaken: 'Launch template name already in use.',
  badTemplateName:
    'A launch template name must be between 3 and 128 characters, and may contain letters, numbers, and the following characters: - ( ) . / _.',
  badTemplateVersion: (version: string) =>
    `Invalid launch template version: either '$Default', '$Latest', or a numeric version are allowed. Found '${version}'.`,
  versionsAndRange: 'Versions cannot be specified together with MinVersion or MaxVersion.',
  defaultTemplateVersion:
    'The default version of a launch template cannot be deleted. Assign a different default version first.',
  badUserData: 'Invalid BASE64 encoding of user data',
  longUserData: `User data is limited to ${longestUserData} bytes`,
  badParameter: (text: string) => `The image '${text}' cannot be resolved: expecting 'resolve:ssm:parameter-name'.`,
  parameterNotFound: (name: string) => `The parameter '${name}' does not exist in AWS Systems Manager Parameter Store.`,
  notWindows: (id: string) => `The image ${id} is not a Windows AMI, which Windows fast launch requires.`,
  fewParallelLaunches: (least: number) => `MaxParallelLaunches must be ${least} or greater.`,
  badReferenceOption: (name: string) => `The option '${name}' is not valid for the specified resource type.`,
  tooManyCriteria: `An account can have up to ${mostImageCriteria} image criteria.`,
  noFastLaunch: (id: string) => `Windows fast launch is not enabled for the image ${id}.`,
  noBucket: (bucket: string) => `The bucket '${bucket}' does not exist in this Region.`,
  noStoredImage: (bucket: string, key: string) =>
    `There is no stored AMI with the key '${key}' in the bucket '${bucket}'.`,
  notSnapshotBacked: (id: string) => `The image ${id} is not backed by Amazon EBS snapshots.`,
  storesRunning: (id: string) => `The image ${id} is already being stored.`,
  snapshotsBlocked:
    "You can't share this snapshot because block public access for snapshots is enabled for this account in this Region.",
  encryptedPublic: 'Encrypted snapshots cannot be shared publicly.',
  usualKeyShared: 'Encrypted snapshots with EBS default key cannot be shared',
  attachedVolume: (volume: string, instance: string) => `Volume ${volume} is currently attached to ${instance}`,
  deviceTaken: (device: string) =>
    `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`,
  taskOver: (task: string, status: string) => `The task ${task} is ${status} and can't be cancelled.`,
} as const;
