import { textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { type ImageRecord, imagesTable } from '../../ec2/images/image-record.ts';
import { parameterValue } from '../../ssm/parameters/parameter-store.ts';
import { amazonImages, publicAmi } from '../amazon-managed.ts';
import { isAmazonArn } from '../arns.ts';
import { unknownParent } from '../assumptions.ts';
import { notFound } from '../faults.ts';
import { imageBuilds } from '../images/image-record.ts';
import { isOfOtherAccount, sharedRecords } from '../sharing/sharing.ts';
import { findVersion } from '../versions/version-lookup.ts';

export interface ParentImage {
  /** As an image built from it shows it: wildcards resolved. */
  readonly reference: string;
  readonly platform: string;
  readonly osVersion: string;
  readonly architecture: string;
  readonly imageSource: 'AMAZON_MANAGED' | 'AWS_MARKETPLACE' | 'IMPORTED' | 'CUSTOM';
  /** The AMI that a build instance starts from, when there is one. */
  readonly ami: string | undefined;
}

/** The operating system of a parent that Image Builder itself knows; that of an AMI is only guessed. */
export function knownSystem({ reference, osVersion }: ParentImage): { readonly osVersion?: string } {
  return reference.includes(':imagebuilder:') ? { osVersion } : {};
}

/** What a recipe's `parentImage` stands for; throws ResourceNotFoundException for an ARN that means no image. */
export function resolveParent(context: RequestContext, parent: string): ParentImage {
  if (parent.startsWith('arn:') && parent.includes(':imagebuilder:')) return imageParent(context, parent);
  if (parent.startsWith('ami-')) return amiParent(context, parent);
  const value = parameterValue(parent.replace(/^ssm:/, ''), context);
  const ami = value?.startsWith('ami-') ? value : publicAmi(parent.replace(/^ssm:/, ''), context.region);
  if (ami !== undefined && findAmi(context, ami)) return { ...amiParent(context, ami), reference: parent };
  const text = parent.toLowerCase();
  return {
    reference: parent,
    platform: text.includes('windows') ? 'Windows' : unknownParent.platform,
    osVersion: osVersionIn(text),
    architecture: /arm64|aarch64/.test(text) ? 'arm64' : 'x86_64',
    imageSource: text.startsWith('prod-') ? 'AWS_MARKETPLACE' : 'CUSTOM',
    ami,
  };
}

function imageParent(context: RequestContext, arn: string): ParentImage {
  if (isAmazonArn(arn)) {
    const found = findVersion(amazonImages(context), arn, 'parentImage');
    if (!found) throw notFound(arn);
    const { platform, osVersion, architecture, ami } = found;
    return { reference: found.arn, platform, osVersion, architecture, imageSource: 'AMAZON_MANAGED', ami };
  }
  const known = isOfOtherAccount(context, arn)
    ? sharedRecords(context, 'image', imageBuilds).map(({ record }) => record)
    : [...imageBuilds(context).values()];
  const available = known.filter((image) => image.end?.state.status === 'AVAILABLE');
  const found = findVersion(available, arn, 'parentImage');
  if (!found) throw notFound(arn);
  return {
    reference: found.arn,
    platform: found.platform,
    osVersion: found.osVersion,
    architecture: found.architecture,
    imageSource: found.details.buildType === 'IMPORT' ? 'IMPORTED' : 'CUSTOM',
    ami: found.end?.outputResources.amis?.find((ami) => ami.region === context.region)?.image,
  };
}

function amiParent(context: RequestContext, ami: string): ParentImage {
  const record = findAmi(context, ami);
  const isWindows = record?.image.Platform === 'windows';
  return {
    reference: ami,
    platform: isWindows ? 'Windows' : unknownParent.platform,
    osVersion: isWindows ? 'Microsoft Windows Server 2022' : osVersionIn(record?.image.Name.toLowerCase() ?? ''),
    architecture: textOf(record?.image.Architecture) ?? 'x86_64',
    imageSource: 'CUSTOM',
    ami,
  };
}

/** An AMI of the region, whoever owns it. */
export function findAmi(context: RequestContext, ami: string): ImageRecord | undefined {
  for (const place of context.state.places(imagesTable)) {
    const found = place.region === context.region && context.state.table<ImageRecord>(place, imagesTable).get(ami);
    if (found) return found;
  }
  return undefined;
}

function osVersionIn(text: string): string {
  const ubuntu = /ubuntu[^0-9]*(\d{2})/.exec(text);
  if (ubuntu) return `Ubuntu ${ubuntu[1]}`;
  if (/amzn2|amazon-?linux-2(?!023)/.test(text)) return 'Amazon Linux 2';
  if (text.includes('windows')) return 'Microsoft Windows Server 2022';
  return unknownParent.osVersion;
}
