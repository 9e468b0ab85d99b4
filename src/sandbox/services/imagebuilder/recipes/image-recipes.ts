import { pick } from '../../../kit/members.ts';
import { recipeOperations } from './recipe-operations.ts';
import { imageRecipeKind } from './recipes.ts';

export const imageRecipeOperations = recipeOperations({
  kind: imageRecipeKind,
  noun: 'ImageRecipe',
  member: 'imageRecipe',
  settings: [
    'description',
    'blockDeviceMappings',
    'workingDirectory',
    'additionalInstanceConfiguration',
    'amiTags',
    'amiWatermarks',
  ],
  constants: {},
  summaryOf: (recipe) => pick(recipe, ['arn', 'name', 'platform', 'owner', 'parentImage', 'dateCreated', 'tags']),
});
