import { isoTime, pick, structureOf, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import { arnOf } from '../arns.ts';
import { messages } from '../assumptions.ts';
import { alreadyExists, invalidCombination } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import { containerRecipes } from '../tables.ts';
import { requestedVersion } from '../versions/requested-version.ts';
import { latestVersionReferences } from '../versions/versions.ts';
import { knownSystem, resolveParent } from './parent-images.ts';
import { getRecipe, recipesOf, removeRecipe } from './recipe-operations.ts';
import { checkComponents, containerRecipeKind } from './recipes.ts';

const createContainerRecipe: Operation = (input, context) => {
  const recipes = containerRecipes(context);
  const name = textOf(input.name) ?? '';
  if (input.dockerfileTemplateData !== undefined && input.dockerfileTemplateUri !== undefined)
    throw invalidCombination('dockerfileTemplateData', messages.dockerfileDataOrUri);
  const version = requestedVersion(input, recipes.values());
  const arn = arnOf(context, 'container-recipe', name, version);
  if (recipes.has(arn)) throw alreadyExists('ContainerRecipe', arn);
  const parentImage = textOf(input.parentImage) ?? '';
  const parent = resolveParent(context, parentImage);
  const platform = textOf(input.platformOverride) ?? parent.platform;
  checkComponents(input, { platform, ...knownSystem(parent) }, context);
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

const listContainerRecipes: Operation = (input, context) => {
  const page = listPage('container-recipes', recipesOf(context, containerRecipeKind, textOf(input.owner)), input, {
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
  GetContainerRecipe: getRecipe('containerRecipe', containerRecipeKind),
  DeleteContainerRecipe: removeRecipe('containerRecipe', containerRecipeKind),
  ListContainerRecipes: listContainerRecipes,
};
