import type { WireStructure } from '../../../aws/service-model.ts';
import type { Place, RequestContext } from '../../service.ts';
import { structureOf, structuresOf, textOf, textsOf } from '../members.ts';
import type { ImageBuild, OutputAmi, OutputResources } from './image-record.ts';
import { imageOfName, registerOutputImage } from './output-images.ts';

export type Distributed = { readonly outputResources: OutputResources } | { readonly failure: string };

/**
 * Brings a finished build to the regions and accounts of its distribution configuration; without one, to its own region.
 * Fails as EC2 would where an account has an AMI of the same name already.
 */
export function distributeImage(context: RequestContext, image: ImageBuild, at: number): Distributed {
  const configured = structuresOf(structureOf(image.details.distributionConfiguration).distributions);
  const distributions = configured.length > 0 ? configured : [{ region: context.region }];
  return image.type === 'DOCKER'
    ? { outputResources: { amis: [], containers: distributions.map((each) => containersOf(context, image, each)) } }
    : distributeAmis(context, image, distributions, at);
}

function distributeAmis(
  context: RequestContext,
  image: ImageBuild,
  distributions: readonly WireStructure[],
  at: number,
): Distributed {
  const date = buildDate(at, image.build);
  const targets = distributions.flatMap((distribution) => {
    const settings = structureOf(distribution.amiDistributionConfiguration);
    const template = textOf(settings.name) ?? `${image.name} {{ imagebuilder:buildDate }}`;
    const name = template.replace(/\{\{\s*imagebuilder:buildDate\s*\}\}/g, date);
    const region = textOf(distribution.region) ?? context.region;
    const shared = textsOf(settings.targetAccountIds).filter((account) => account !== context.account);
    return [context.account, ...shared].map((account) => ({ place: { account, region }, settings, name }));
  });
  for (const { place, name } of targets) {
    const other = imageOfName(context, place, name);
    if (other !== undefined)
      return { failure: `Distribution failed with message = 'AMI name ${name} is already in use by AMI ${other}'` };
  }
  const amis: OutputAmi[] = [];
  for (const { place, settings, name } of targets) {
    const [first] = amis;
    const copyOf = first && { ami: first.image, region: first.region };
    const id = registerOutputImage(context, image, { place, name, settings, createdAt: at, ...(copyOf && { copyOf }) });
    const description = textOf(settings.description);
    amis.push({
      region: place.region,
      image: id,
      name,
      ...(description === undefined ? {} : { description }),
      accountId: place.account,
      state: { status: 'AVAILABLE' },
    });
  }
  return { outputResources: { amis } };
}

/** `2023-05-17T21-17-23.099935Z`, as AMI names have it; the microseconds keep builds of one moment apart. */
function buildDate(at: number, build: number): string {
  const microseconds = String(build % 1000).padStart(3, '0');
  return new Date(at).toISOString().replaceAll(':', '-').replace('Z', `${microseconds}Z`);
}

function containersOf(
  context: RequestContext,
  image: ImageBuild,
  distribution: WireStructure,
): { readonly region: string; readonly imageUris: readonly string[] } {
  const settings = structureOf(distribution.containerDistributionConfiguration);
  const target = structureOf(settings.targetRepository ?? structureOf(image.details.containerRecipe).targetRepository);
  const region = textOf(distribution.region) ?? context.region;
  const tags = [...textsOf(settings.containerTags), `${image.version}-${image.build}`];
  const registry = registryOf({ account: context.account, region });
  return {
    region,
    imageUris: [...new Set(tags)].map((tag) => `${registry}/${textOf(target.repositoryName) ?? image.name}:${tag}`),
  };
}

function registryOf(place: Place): string {
  return `${place.account}.dkr.ecr.${place.region}.amazonaws.com`;
}
