import { isoTime, structureOf, textOf } from '../members.ts';
import { arnOf } from './arns.ts';
import { messages } from './assumptions.ts';
import { alreadyExists, invalidCombination } from './faults.ts';
import { listPage } from './filters.ts';
import { idempotent, type Operation } from './idempotency.ts';
import { pick, textMapOf } from './members.ts';
import { resolveParent } from './parent-images.ts';
import { checkComponents, deleteRecipe, requireRecipe } from './recipes.ts';
import { requestedVersion } from './requested-version.ts';
import { containerRecipes } from './tables.ts';
import { latestVersionReferences } from './versions.ts';

const createContainerRecipe: Operation = (input, context) => {
  const recipes = containerRecipes(context);
  const name = textOf(input.name) ?? '';
  if (input.dockerfileTemplateData !== undefined && input.dockerfileTemplateUri !== undefined)
    throw invalidCombination('dockerfileTemplateData', messages.dockerfileDataOrUri);
  const version = requestedVersion(input, recipes.values());
  const arn = arnOf(context, 'container-recipe', name, version);
  if (recipes.has(arn)) throw alreadyExists('ContainerRecipe', arn);
  const parentImage = textOf(input.parentImage) ?? '';
  const platform = textOf(input.platformOverride) ?? resolveParent(context, parentImage).platform;
  checkComponents(input, platform, context);
  recipes.set(arn, {
    ...pick(input, [
      'description',
      'instanceConfiguration',
      'dockerfileTemplateData',
      'kmsKeyId',
      'workingDirectory',
      'targetRepository',
    ]),
    arn,
    containerType: 'DOCKER',
    name,
    platform,
    owner: context.account,
    version,
    components: input.components ?? [],
    encrypted: true,
    parentImage,
    dateCreated: isoTime(context.now),
    tags: textMapOf(input.tags),
  });
  return {
    requestId: context.requestId,
    clientToken: input.clientToken,
    containerRecipeArn: arn,
    latestVersionReferences: latestVersionReferences(arn),
  };
};

const getContainerRecipe: Operation = (input, context) => {
  const arn = textOf(input.containerRecipeArn) ?? '';
  const containerRecipe = requireRecipe(containerRecipes(context), arn, 'containerRecipeArn');
  return {
    requestId: context.requestId,
    containerRecipe,
    latestVersionReferences: latestVersionReferences(containerRecipe.arn),
  };
};

const deleteContainerRecipe: Operation = (input, context) => {
  const arn = textOf(input.containerRecipeArn) ?? '';
  deleteRecipe(containerRecipes(context), arn, context);
  return { requestId: context.requestId, containerRecipeArn: arn };
};

const listContainerRecipes: Operation = (input, context) => {
  const isOwn = input.owner === undefined || input.owner === 'Self';
  const page = listPage('container-recipes', isOwn ? [...containerRecipes(context).values()] : [], input, {
    containerType: () => 'DOCKER',
    name: (recipe) => recipe.name,
    parentImage: (recipe) => recipe.parentImage,
    platform: (recipe) => recipe.platform,
  });
  return {
    requestId: context.requestId,
    containerRecipeSummaryList: page.items.map((recipe) => ({
      ...pick(recipe, ['arn', 'containerType', 'name', 'platform', 'owner', 'parentImage', 'dateCreated', 'tags']),
      instanceImage: structureOf(recipe.instanceConfiguration).image,
    })),
    nextToken: page.nextToken,
  };
};

export const containerRecipeOperations: Readonly<Record<string, Operation>> = {
  CreateContainerRecipe: idempotent('CreateContainerRecipe', createContainerRecipe),
  GetContainerRecipe: getContainerRecipe,
  DeleteContainerRecipe: deleteContainerRecipe,
  ListContainerRecipes: listContainerRecipes,
};
