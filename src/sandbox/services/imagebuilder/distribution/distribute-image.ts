import type { WireStructure } from '../../../../aws/service-model.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { Place, RequestContext } from '../../../service.ts';
import { putContainerImage } from '../../ecr/images/put-image.ts';
import { messages } from '../assumptions.ts';
import { imageOfName, registerOutputImage } from '../builds/output-images.ts';
import { callEc2 } from '../call-service.ts';
import type { ImageBuild, OutputAmi, OutputResources, RegionFailure } from '../images/image-record.ts';
import { imageOfBuild } from '../workflows/workflow-execution-record.ts';
import { type FailedStep, finishDistribution } from './after-distribution.ts';
import { amiName } from './ami-name.ts';

export type Distributed =
  | { readonly outputResources: OutputResources }
  | { readonly failure: string; readonly region: RegionFailure };

/**
 * Brings a finished build to the regions and accounts of its distribution configuration; without one, to its own region.
 * Fails as EC2 would where an account has an AMI of the same name already.
 */
export function distributeImage(context: RequestContext, image: ImageBuild, at: number): Distributed {
  const configured = structuresOf(structureOf(image.details.distributionConfiguration).distributions);
  const distributions = configured.length > 0 ? configured : [{ region: context.region }];
  return image.type === 'DOCKER'
    ? {
        outputResources: { amis: [], containers: distributions.map((each) => putContainers(context, image, each, at)) },
      }
    : distributeAmis(context, image, distributions, at);
}

function distributeAmis(
  context: RequestContext,
  image: ImageBuild,
  distributions: readonly WireStructure[],
  at: number,
): Distributed {
  const variables = { buildDate: buildDate(at, image.build), buildVersion: String(image.build) };
  const targets = distributions.flatMap((distribution) => {
    const settings = structureOf(distribution.amiDistributionConfiguration);
    const name = amiName(textOf(settings.name) ?? `${image.name} {{ imagebuilder:buildDate }}`, variables);
    const region = textOf(distribution.region) ?? context.region;
    const shared = textsOf(settings.targetAccountIds).filter((account) => account !== context.account);
    return [context.account, ...shared].map((account) => {
      const place = { account, region };
      return { place, distribution, settings, name, description: descriptionFor(context, image, place, settings) };
    });
  });
  for (const { place, name, settings } of targets) {
    const other = imageOfName(context, place, name);
    if (other !== undefined) return failedIn(place, messages.amiNameInUse(name, other));
    if (isWatermarked(image) && textsOf(structureOf(settings.launchPermission).userGroups).length > 0)
      return failedIn(place, messages.publicWatermark);
  }
  const amis: OutputAmi[] = [];
  for (const { place, distribution, settings, name, description } of targets) {
    const [first] = amis;
    const copyOf = first && { ami: first.image, region: first.region };
    const described = description === undefined ? {} : { description };
    const isMadeHere = place.account === context.account && place.region === context.region;
    const made = isMadeHere ? imageOfBuild(context, image.arn) : undefined;
    const output = {
      place,
      name,
      settings,
      createdAt: at,
      ...described,
      ...(copyOf && { copyOf }),
      ...(made === undefined ? {} : { id: made }),
    };
    const id = registerOutputImage(context, image, output);
    amis.push({
      region: place.region,
      image: id,
      name,
      ...described,
      accountId: place.account,
      state: { status: 'AVAILABLE' },
    });
    const failed = finishDistribution(context, distribution, { place, ami: id, at });
    if (failed !== undefined) {
      for (const made of amis) takeBack(context, made);
      return failedIn(place, failed.message, failed.step);
    }
  }
  return { outputResources: { amis } };
}

function failedIn({ account, region }: Place, message: string, step?: FailedStep['step']): Distributed {
  return {
    failure: distributionFailure(message),
    region: {
      region,
      status: 'FAILED',
      ...(step === undefined ? {} : { imageConfigurationStep: step }),
      errorMessage: message,
      targetAccountId: account,
    },
  };
}

/** The AMI where the build runs has the recipe's description when the distribution gives none; copies have none then. */
function descriptionFor(
  context: RequestContext,
  image: ImageBuild,
  { account, region }: Place,
  settings: WireStructure,
): string | undefined {
  const isCopy = account !== context.account || region !== context.region;
  return (
    textOf(settings.description) ?? (isCopy ? undefined : textOf(structureOf(image.details.imageRecipe).description))
  );
}

function isWatermarked(image: ImageBuild): boolean {
  return textsOf(structureOf(image.details.imageRecipe).amiWatermarks).length > 0;
}

/** So that the distribution can be tried again under the same names. */
function takeBack(context: RequestContext, { region, accountId, image }: OutputAmi): void {
  const place = { account: accountId, region };
  callEc2(
    'DeregisterImage',
    { ImageId: image, DeleteAssociatedSnapshots: true },
    contextIn(context, place, context.now),
  );
}

function distributionFailure(message: string): string {
  return `Distribution failed with message = '${message}'`;
}

/** `2023-05-17T21-17-23.099935Z`, as AMI names have it; the microseconds keep builds of one moment apart. */
function buildDate(at: number, build: number): string {
  const microseconds = String(build % 1000).padStart(3, '0');
  return new Date(at).toISOString().replaceAll(':', '-').replace('Z', `${microseconds}Z`);
}

function putContainers(
  context: RequestContext,
  image: ImageBuild,
  distribution: WireStructure,
  at: number,
): { readonly region: string; readonly imageUris: readonly string[] } {
  const settings = structureOf(distribution.containerDistributionConfiguration);
  const target = structureOf(settings.targetRepository ?? structureOf(image.details.containerRecipe).targetRepository);
  const place = { account: context.account, region: textOf(distribution.region) ?? context.region };
  const repositoryName = textOf(target.repositoryName) ?? image.name;
  const tags = [...new Set([...textsOf(settings.containerTags), `${image.version}-${image.build}`])];
  putContainerImage(context.state, place, { repositoryName, tags, content: image.arn, now: at });
  return { region: place.region, imageUris: tags.map((tag) => `${registryOf(place)}/${repositoryName}:${tag}`) };
}

function registryOf(place: Place): string {
  return `${place.account}.dkr.ecr.${place.region}.amazonaws.com`;
}
