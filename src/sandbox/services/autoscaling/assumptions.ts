/** What nothing public settles about EC2 Auto Scaling: each point in one place, so that a capture of real AWS replaces it. */

/** Records on a page when the request does not say (documented). */
export const usualPageSize = 50;

/** What a group has that nobody has given (documented). */
export const usualCooldown = 300;

/** Tags of a group, and how their keys may not begin (documented). */
export const mostTags = 50;

export const messages = {
  groupExists: (name: string) =>
    `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
  groupNotFound: (name: string) => `AutoScalingGroup name not found - AutoScalingGroup: ${name} not found`,
  configurationExists: (name: string) =>
    `Launch Configuration by this name already exists - A launch configuration already exists with the name ${name}`,
  configurationNotFound: (name: string) =>
    `Launch configuration name not found - Launch configuration ${name} not found`,
  configurationInUse: (name: string, group: string) =>
    `Cannot delete launch configuration ${name} because it is attached to AutoScalingGroup ${group}`,
  oneSource:
    'Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.',
  imageAndType:
    'Valid requests must contain either the InstanceID parameter or both the ImageId and InstanceType parameters.',
  badImage: (id: string, reason: string) => `AMI ${id} is invalid: ${reason}`,
  badTemplate: (reason: string) => `You must use a valid fully-formed launch template. ${reason}`,
  bounds: (least: number, most: number) => `Max bound, ${most}, must be greater than or equal to min bound, ${least}`,
  desired: (desired: number, least: number, most: number) =>
    `Desired capacity:${desired} must be between the specified min size:${least} and max size:${most}`,
  above: (desired: number, most: number) =>
    `New SetDesiredCapacity value ${desired} is above max value ${most} for the AutoScalingGroup.`,
  below: (desired: number, least: number) =>
    `New SetDesiredCapacity value ${desired} is below min value ${least} for the AutoScalingGroup.`,
  noPlace: 'At least one Availability Zone or VPC Subnet is required.',
  hasInstances: 'You cannot delete an AutoScalingGroup while there are instances still in the group.',
  badToken: 'Invalid or Expired NextToken',
  badFilter: (name: string) =>
    `Filter type ${name} is not correct. Allowed Filter types are: tag-key, tag-value, tag:<key>.`,
  badTagFilter: (name: string) =>
    `Filter type ${name} is not correct. Allowed Filter types are: auto-scaling-group key value propagate-at-launch.`,
  reservedTag: (key: string) => `Tag key ${key} may not start with aws:`,
  tooManyTags: `A group has at most ${mostTags} tags.`,
} as const;
