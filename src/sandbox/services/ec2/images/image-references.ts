import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { allParameters, latestOf } from '../../ssm/parameters/parameter-store.ts';
import { parameterArn } from '../../ssm/parameters/parameter-view.ts';
import { messages, versionDepth } from '../assumptions.ts';
import { invalidCombination, invalidValue, missingParameter } from '../faults.ts';
import { checkIds } from '../ids.ts';
import { ownInstances } from '../instances/instance-lookup.ts';
import { instanceStateOf, isGone } from '../instances/instance-state.ts';
import { launchTemplates, versionsOf } from '../launch-templates/launch-template-record.ts';
import { pages } from '../pages.ts';

interface Reference {
  readonly image: string;
  readonly type: string;
  readonly arn: string;
}

/** Finds what refers to images in the account and region, for one kind of resource. */
type Finder = (options: ReadonlyMap<string, readonly string[]>, context: RequestContext) => Iterable<Reference>;

const finders: Readonly<Record<string, Finder>> = {
  'ec2:Instance': instanceReferences,
  'ec2:LaunchTemplate': launchTemplateReferences,
  'ssm:Parameter': parameterReferences,
  'imagebuilder:ImageRecipe': (_, context) =>
    recipeReferences('imagebuilder:ImageRecipe', 'imagebuilder.image-recipes', (recipe) => recipe.parentImage, context),
  'imagebuilder:ContainerRecipe': (_, context) =>
    recipeReferences(
      'imagebuilder:ContainerRecipe',
      'imagebuilder.container-recipes',
      (recipe) => structureOf(recipe.instanceConfiguration).image,
      context,
    ),
};

const states = ['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped'];

export function describeImageReferences(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImageIds);
  if (ids.length === 0) throw missingParameter('ImageIds');
  checkIds('ami-', ids);
  const asked = structuresOf(input.ResourceTypes);
  const all = input.IncludeAllResourceTypes === true;
  if (!all && asked.length === 0) throw missingParameter('ResourceTypes');
  const options = new Map(asked.map((type) => [textOf(type.ResourceType) ?? '', optionsOf(type)]));
  for (const type of options.keys()) {
    if (!Object.hasOwn(finders, type)) throw invalidValue(`Value (${type}) for parameter ResourceType is invalid.`);
  }
  const types = all ? Object.keys(finders) : [...options.keys()];
  const found = types.flatMap((type) => [...(finders[type]?.(options.get(type) ?? new Map(), context) ?? [])]);
  const page = pages.byKey(
    'image-references',
    found,
    { keyOf: ({ image, arn }) => `${arn} ${image}`, accepts: ({ image }) => ids.includes(image) },
    input,
  );
  return {
    NextToken: page.nextToken,
    ImageReferences: page.items.map(({ image, type, arn }) => ({ ImageId: image, ResourceType: type, Arn: arn })),
  };
}

/** The options of a resource type. Throws for those that it does not have. */
function optionsOf(type: WireStructure): ReadonlyMap<string, readonly string[]> {
  const own = type.ResourceType === 'ec2:Instance' ? 'state-name' : 'version-depth';
  const options = structuresOf(type.ResourceTypeOptions);
  const takesOptions = type.ResourceType === 'ec2:Instance' || type.ResourceType === 'ec2:LaunchTemplate';
  for (const { OptionName, OptionValues } of options) {
    if (!takesOptions || OptionName !== own)
      throw invalidCombination(messages.badReferenceOption(textOf(OptionName) ?? ''));
    for (const value of textsOf(OptionValues)) {
      const fits = own === 'state-name' ? states.includes(value) : readDepth(value) !== undefined;
      if (!fits) throw invalidValue(`Value (${value}) for parameter OptionValue is invalid.`);
    }
  }
  return new Map(options.map(({ OptionName, OptionValues }) => [textOf(OptionName) ?? '', textsOf(OptionValues)]));
}

/** Undefined for what is no depth. */
export function readDepth(text: string): number | undefined {
  const depth = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return depth >= 1 && depth <= versionDepth.most ? depth : undefined;
}

function* instanceReferences(
  options: ReadonlyMap<string, readonly string[]>,
  context: RequestContext,
): Generator<Reference> {
  const wanted = options.get('state-name') ?? states;
  for (const record of ownInstances(context).values()) {
    if (isGone(record, context.now) || !wanted.includes(instanceStateOf(record, context.clock))) continue;
    const { ImageId, InstanceId } = record.instance;
    const arn = arnIn(context, 'ec2', `instance/${InstanceId}`);
    yield { image: ImageId, type: 'ec2:Instance', arn };
  }
}

function* launchTemplateReferences(
  options: ReadonlyMap<string, readonly string[]>,
  context: RequestContext,
): Generator<Reference> {
  const [text] = options.get('version-depth') ?? [];
  const depth = (text === undefined ? undefined : readDepth(text)) ?? versionDepth.references;
  for (const record of launchTemplates(context).values()) {
    const arn = arnIn(context, 'ec2', `launch-template/${record.template.LaunchTemplateId}`);
    const images = versionsOf(record, context)
      .slice(-depth)
      .flatMap(({ data }) => textOf(data.ImageId) ?? []);
    for (const image of new Set(images)) yield { image, type: 'ec2:LaunchTemplate', arn };
  }
}

function* parameterReferences(_options: unknown, context: RequestContext): Generator<Reference> {
  for (const record of allParameters(context)) {
    yield { image: latestOf(record).value, type: 'ssm:Parameter', arn: parameterArn(record, context) };
  }
}

function* recipeReferences(
  type: string,
  table: string,
  imageOf: (recipe: WireStructure) => WireStructure[string],
  context: RequestContext,
): Generator<Reference> {
  for (const recipe of context.table<WireStructure>(table).values()) {
    const image = textOf(imageOf(recipe));
    const arn = textOf(recipe.arn);
    if (image !== undefined && arn !== undefined) yield { image, type, arn };
  }
}
