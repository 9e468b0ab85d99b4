import { isoTime, pick, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import { arnOf } from '../arns.ts';
import { alreadyExists } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import { imageRecipes } from '../tables.ts';
import { requestedVersion } from '../versions/requested-version.ts';
import { latestVersionReferences } from '../versions/versions.ts';
import { knownSystem, resolveParent } from './parent-images.ts';
import { getRecipe, recipesOf, removeRecipe } from './recipe-operations.ts';
import { checkComponents, imageRecipeKind } from './recipes.ts';

const createImageRecipe: Operation = (input, context) => {
  const recipes = imageRecipes(context);
  const name = textOf(input.name) ?? '';
  const version = requestedVersion(input, recipes.values());
  const arn = arnOf(context, 'image-recipe', name, version);
  if (recipes.has(arn)) throw alreadyExists('ImageRecipe', arn);
  const parentImage = textOf(input.parentImage) ?? '';
  const parent = resolveParent(context, parentImage);
  const { platform } = parent;
  checkComponents(input, { platform, ...knownSystem(parent) }, context);
  recipes.set(arn, {
    ...pick(input, [
      'description',
      'blockDeviceMappings',
      'workingDirectory',
      'additionalInstanceConfiguration',
      'amiTags',
      'amiWatermarks',
    ]),
    arn,
    type: 'AMI',
    name,
    platform,
    owner: context.account,
    version,
    components: input.components ?? [],
    parentImage,
    dateCreated: isoTime(context.now),
    tags: textMapOf(input.tags),
  });
  return {
    requestId: context.requestId,
    clientToken: input.clientToken,
    imageRecipeArn: arn,
    latestVersionReferences: latestVersionReferences(arn),
  };
};

const listImageRecipes: Operation = (input, context) => {
  const page = listPage('image-recipes', recipesOf(context, imageRecipeKind, textOf(input.owner)), input, {
    name: (recipe) => recipe.name,
    parentImage: (recipe) => recipe.parentImage,
    platform: (recipe) => recipe.platform,
  });
  return {
    requestId: context.requestId,
    imageRecipeSummaryList: page.items.map((recipe) =>
      pick(recipe, ['arn', 'name', 'platform', 'owner', 'parentImage', 'dateCreated', 'tags']),
    ),
    nextToken: page.nextToken,
  };
};

export const imageRecipeOperations: Readonly<Record<string, Operation>> = {
  CreateImageRecipe: idempotent('CreateImageRecipe', createImageRecipe),
  GetImageRecipe: getRecipe('imageRecipe', imageRecipeKind),
  DeleteImageRecipe: removeRecipe('imageRecipe', imageRecipeKind),
  ListImageRecipes: listImageRecipes,
};
