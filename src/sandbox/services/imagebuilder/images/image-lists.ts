import type { WireStructure } from '../../../../aws/service-model.ts';
import type { FilterFields } from '../../../kit/filters/filtering.ts';
import { flagOf, pick, structuresOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { amazonImages } from '../amazon-managed.ts';
import { isAmazonArn, versionArn } from '../arns.ts';
import { versionOfListByName } from '../assumptions.ts';
import { settleImages } from '../builds/settle-image.ts';
import { invalidCombination } from '../faults.ts';
import { listPage } from '../filters.ts';
import { isOfOtherAccount, sharedRecords } from '../sharing/sharing.ts';
import { compareArns } from '../versions/version-lookup.ts';
import { type ImageBuild, imageBuilds } from './image-record.ts';
import { imageSummary, stateOf } from './image-view.ts';

/** What lists filter by, the same in an own build and in an image of Amazon's. */
interface ListedImage {
  readonly arn: string;
  readonly name: string;
  readonly version: string;
  readonly platform: string;
  readonly osVersion: string;
  readonly type: string;
}

const filterFields: FilterFields<ListedImage> = {
  name: (image) => image.name,
  osVersion: (image) => image.osVersion,
  platform: (image) => image.platform,
  type: (image) => image.type,
  version: (image) => image.version,
};

const sharedFields: FilterFields<{ readonly record: ListedImage }> = Object.fromEntries(
  Object.entries(filterFields).map(([name, field]) => [name, ({ record }) => field(record)]),
);

const versionMembers = [
  'name',
  'type',
  'version',
  'platform',
  'osVersion',
  'owner',
  'dateCreated',
  'buildType',
  'imageSource',
];

const listImages: Operation = (input, context) => {
  const byName = flagOf(input.byName) ?? false;
  if (byName && structuresOf(input.filters).some((filter) => filter.name === 'version'))
    throw invalidCombination('filters', 'You cannot list Images by name and filter by version in the same request.');
  settleImages(context);
  const group = (arn: string) => (byName ? versionArn(arn).replace(/[^/]+$/, versionOfListByName) : versionArn(arn));
  const groups = new Map(listedImages(input, context).map((image) => [group(image.arn), image]));
  const items = [...groups].map(([arn, image]) => ({
    ...image,
    arn,
    ...(byName ? { version: versionOfListByName } : {}),
  }));
  const page = listPage('images', items, input, filterFields);
  return {
    requestId: context.requestId,
    imageVersionList: page.items.map((image) => pick(image, ['arn', ...versionMembers])),
    nextToken: page.nextToken,
  };
};

type ListedVersion = ListedImage & WireStructure;

/** The builds to list, oldest first, so that the latest of a version stands for it. */
function listedImages(input: WireStructure, context: RequestContext): readonly ListedVersion[] {
  const owner = textOf(input.owner) ?? 'Self';
  if (owner === 'Amazon')
    return amazonImages(context).map((image) => ({
      ...image,
      owner: 'Amazon',
      buildType: 'SCHEDULED',
      imageSource: 'AMAZON_MANAGED',
    }));
  if (owner !== 'Self' && owner !== 'Shared') return [];
  const withDeprecated = flagOf(input.includeDeprecated) ?? false;
  const all =
    owner === 'Shared'
      ? sharedRecords(context, 'image', imageBuilds)
      : [...imageBuilds(context).values()].map((record) => ({ record, context }));
  return all
    .filter((each) => withDeprecated || stateOf(each.record, each.context).status !== 'DEPRECATED')
    .sort((left, right) => compareArns(left.record, right.record))
    .map(({ record, context: { account } }) => ({
      ...pick(record.details, ['dateCreated', 'buildType', 'imageSource']),
      ...listed(record),
      owner: account,
    }));
}

function listed(image: ImageBuild): ListedImage & { readonly build: number } {
  const { arn, name, version, platform, osVersion, type, build } = image;
  return { arn, name, version, platform, osVersion, type, build };
}

const listImageBuildVersions: Operation = (input, context) => {
  settleImages(context);
  const wanted = textOf(input.imageVersionArn);
  if (wanted !== undefined && isAmazonArn(wanted)) return listAmazonBuildVersions(wanted, input, context);
  const all =
    wanted !== undefined && isOfOtherAccount(context, wanted)
      ? sharedRecords(context, 'image', imageBuilds)
      : [...imageBuilds(context).values()].map((record) => ({ record, context }));
  const builds = all
    .filter(({ record }) => wanted === undefined || versionArn(record.arn) === wanted)
    .sort((left, right) => right.record.build - left.record.build);
  const page = listPage('image-builds', builds, input, sharedFields);
  return {
    requestId: context.requestId,
    imageSummaryList: page.items.map(({ record, context: owner }) => imageSummary(record, owner)),
    nextToken: page.nextToken,
  };
};

function listAmazonBuildVersions(wanted: string, input: WireStructure, context: RequestContext): WireStructure {
  const builds = amazonImages(context).filter((image) => versionArn(image.arn) === wanted);
  const page = listPage('image-builds', builds, input, filterFields);
  return {
    requestId: context.requestId,
    imageSummaryList: page.items.map((image) => ({
      ...pick(image, ['arn', 'name', 'type', 'platform', 'osVersion', 'dateCreated']),
      version: `${image.version}/1`,
      state: { status: 'AVAILABLE' },
      owner: 'Amazon',
      outputResources: { amis: [{ region: context.region, image: image.ami, name: image.name }] },
      imageSource: 'AMAZON_MANAGED',
    })),
    nextToken: page.nextToken,
  };
}

const listImagePipelineImages: Operation = (input, context) => {
  settleImages(context);
  const arn = textOf(input.imagePipelineArn);
  const builds = [...imageBuilds(context).values()].filter((image) => image.pipelineArn === arn).reverse();
  const page = listPage('pipeline-images', builds, input, {
    name: (image) => image.name,
    version: (image) => image.version,
  });
  return {
    requestId: context.requestId,
    imageSummaryList: page.items.map((image) => imageSummary(image, context)),
    nextToken: page.nextToken,
  };
};

export const imageListOperations: Readonly<Record<string, Operation>> = {
  ListImages: listImages,
  ListImageBuildVersions: listImageBuildVersions,
  ListImagePipelineImages: listImagePipelineImages,
};
