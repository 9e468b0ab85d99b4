import type { WireStructure } from '../../../../aws/service-model.ts';
import { idempotencyBy } from '../../../kit/idempotency.ts';
import { flagOf, isoTime, numberOf, present, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { durations, messages, pullable } from '../assumptions.ts';
import { invalid, resourceInUse } from '../faults.ts';
import { pages } from '../pages.ts';
import type { ImageRecord, ImageVersionRecord } from '../records.ts';
import { type SortWords, sortOrder } from '../sort-order.ts';
import { fitsTimes } from '../times.ts';
import { imageNamed, sagemakerArn, setImage, settledImage } from './image-records.ts';
import { chosenVersion, versionStatusOf, versionsOf, versionsTable } from './version-store.ts';

const idempotent = idempotencyBy({
  token: 'ClientToken',
  table: 'sagemaker.client-tokens',
  mismatch: () => invalid(messages.tokenMismatch),
});

export const createImageVersion = idempotent('CreateImageVersion', makeVersion);

function makeVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = settledImage(textOf(input.ImageName) ?? '', context);
  const { ImageName, ImageArn } = record.image;
  const aliases = [...new Set(textsOf(input.Aliases))];
  checkAliases(ImageName, aliases, undefined, context);
  const number = record.lastVersion + 1;
  const baseImage = textOf(input.BaseImage) ?? '';
  const pulled = pullable.test(baseImage);
  const time = isoTime(context.now);
  const version: ImageVersionRecord['version'] = present({
    Version: number,
    ImageVersionArn: sagemakerArn('image-version', `${ImageName}/${number}`, context),
    ImageArn,
    BaseImage: baseImage,
    ContainerImage: pulled ? containerImage(ImageName, number, context) : undefined,
    CreationTime: time,
    LastModifiedTime: time,
    FailureReason: pulled ? undefined : messages.cannotPull(baseImage),
    ...describedBy(input),
  });
  const milliseconds = durations.createVersion;
  const change = { through: 'CREATING' as const, start: context.now, milliseconds };
  const status = pulled ? 'CREATED' : 'CREATE_FAILED';
  versionsTable(context).set(version.ImageVersionArn, { imageName: ImageName, version, status, change, aliases });
  setImage({ ...record, lastVersion: number }, context);
  return { ImageVersionArn: version.ImageVersionArn };
}

function describedBy(input: WireStructure) {
  return present({
    VendorGuidance: textOf(input.VendorGuidance),
    JobType: textOf(input.JobType),
    MLFramework: textOf(input.MLFramework),
    ProgrammingLang: textOf(input.ProgrammingLang),
    Processor: textOf(input.Processor),
    Horovod: flagOf(input.Horovod),
    ReleaseNotes: textOf(input.ReleaseNotes),
  });
}

/** SageMaker keeps its own copy, in a registry of its own. */
function containerImage(name: string, version: number, context: RequestContext): string {
  const repository = `${context.account}.dkr.ecr.${context.region}.amazonaws.com/sagemaker/${name.toLowerCase()}`;
  return `${repository}:version-${version}`;
}

function checkAliases(
  imageName: string,
  aliases: readonly string[],
  besides: ImageVersionRecord | undefined,
  context: RequestContext,
): void {
  for (const other of versionsOf(imageName, context)) {
    const taken = other !== besides && aliases.find((alias) => other.aliases.includes(alias));
    if (taken) throw resourceInUse(messages.aliasTaken(imageName, taken));
  }
}

function chosen(input: WireStructure, context: RequestContext): ImageVersionRecord {
  const { image } = imageNamed(textOf(input.ImageName) ?? '', context);
  const choice = { version: numberOf(input.Version), alias: textOf(input.Alias) };
  return chosenVersion(image.ImageName, image.ImageArn, choice, context);
}

export function describeImageVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = chosen(input, context);
  return { ...shown(record, context), ImageVersionStatus: versionStatusOf(record, context.clock) };
}

/** While SageMaker still makes its copy there is neither copy nor failure to show. */
function shown(record: ImageVersionRecord, context: RequestContext): WireStructure {
  if (versionStatusOf(record, context.clock) !== 'CREATING') return record.version;
  const { ContainerImage: _, FailureReason: __, ...rest } = record.version;
  return rest;
}

export function updateImageVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = chosen(input, context);
  if (versionStatusOf(record, context.clock) === 'DELETING') {
    throw resourceInUse(messages.versionInvalidState(record.version.ImageVersionArn));
  }
  const unwanted = textsOf(input.AliasesToDelete);
  const added = textsOf(input.AliasesToAdd);
  checkAliases(record.imageName, added, record, context);
  const kept = record.aliases.filter((alias) => !unwanted.includes(alias));
  const version = { ...record.version, ...describedBy(input), LastModifiedTime: isoTime(context.now) };
  const aliases = [...new Set([...kept, ...added])];
  versionsTable(context).set(version.ImageVersionArn, { ...record, version, aliases });
  return { ImageVersionArn: version.ImageVersionArn };
}

export function deleteImageVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = chosen(input, context);
  const { ImageVersionArn } = record.version;
  const status = versionStatusOf(record, context.clock);
  if (status === 'CREATING' || status === 'DELETING')
    throw resourceInUse(messages.versionInvalidState(ImageVersionArn));
  const change = { through: 'DELETING' as const, start: context.now, milliseconds: durations.deleteVersion };
  versionsTable(context).set(ImageVersionArn, { ...record, change });
  return {};
}

const versionOrder: SortWords<ImageVersionRecord> = {
  usual: ({ version }) => version.CreationTime,
  others: {
    VERSION: ({ version }) => version.Version,
    LAST_MODIFIED_TIME: ({ version }) => version.LastModifiedTime,
  },
  key: ({ version }) => version.Version,
  ascending: 'ASCENDING',
};

export function listImageVersions(input: WireStructure, context: RequestContext): WireStructure {
  const { image }: ImageRecord = imageNamed(textOf(input.ImageName) ?? '', context);
  const versions = versionsOf(image.ImageName, context).filter(({ version }) => fitsTimes(version, input));
  const page = pages.byKey(`versions of ${image.ImageName}`, versions, sortOrder(versionOrder, input), input);
  return {
    ImageVersions: page.items.map((record) => {
      const { CreationTime, LastModifiedTime, ImageArn, ImageVersionArn, Version } = record.version;
      const { FailureReason } = shown(record, context);
      const ImageVersionStatus = versionStatusOf(record, context.clock);
      const summary = { ImageArn, ImageVersionArn, Version, ImageVersionStatus, CreationTime, LastModifiedTime };
      return present({ ...summary, FailureReason });
    }),
    NextToken: page.nextToken,
  };
}

/** Of all versions of the image, or of the one that the request names. */
export function listAliases(input: WireStructure, context: RequestContext): WireStructure {
  const { image } = imageNamed(textOf(input.ImageName) ?? '', context);
  const one = input.Version !== undefined || input.Alias !== undefined;
  const versions = one ? [chosen(input, context)] : versionsOf(image.ImageName, context);
  const aliases = versions.flatMap((record) => record.aliases);
  const page = pages.byKey(`aliases of ${image.ImageName}`, aliases, { keyOf: (alias) => alias }, input);
  return { SageMakerImageVersionAliases: page.items, NextToken: page.nextToken };
}
