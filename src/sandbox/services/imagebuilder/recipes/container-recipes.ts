import { pick, structureOf } from '../../../kit/members.ts';
import { messages } from '../assumptions.ts';
import { invalidCombination } from '../faults.ts';
import { recipeOperations } from './recipe-operations.ts';
import { containerRecipeKind } from './recipes.ts';

export const containerRecipeOperations = recipeOperations({
  kind: containerRecipeKind,
  noun: 'ContainerRecipe',
  member: 'containerRecipe',
  check(input) {
    if (input.dockerfileTemplateData !== undefined && input.dockerfileTemplateUri !== undefined)
      throw invalidCombination('dockerfileTemplateData', messages.dockerfileDataOrUri);
  },
  settings: [
    'description',
    'instanceConfiguration',
    'dockerfileTemplateData',
    'kmsKeyId',
    'workingDirectory',
    'targetRepository',
  ],
  constants: { containerType: 'DOCKER', encrypted: true },
  filters: { containerType: () => 'DOCKER' },
  summaryOf: (recipe) => ({
    ...pick(recipe, ['arn', 'containerType', 'name', 'platform', 'owner', 'parentImage', 'dateCreated', 'tags']),
    instanceImage: structureOf(recipe.instanceConfiguration).image,
  }),
});
