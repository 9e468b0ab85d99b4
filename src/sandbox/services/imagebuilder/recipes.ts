import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext, Table } from '../../service.ts';
import { structuresOf, textOf } from '../members.ts';
import { requireComponent } from './components.ts';
import { hasDependents, invalidValue, notFound } from './faults.ts';
import { imagePipelines } from './image-pipeline-record.ts';
import type { RecipeRecord } from './tables.ts';
import { arnMatches, findVersion } from './version-lookup.ts';

/** The recipe that an ARN means, wildcards allowed; throws ResourceNotFoundException. */
export function requireRecipe(recipes: Table<RecipeRecord>, arn: string, parameter: string): RecipeRecord {
  const found = recipes.get(arn) ?? findVersion(recipes.values(), arn, parameter);
  if (!found) throw notFound(arn);
  return found;
}

/** Throws unless every component of a new recipe is there and made for the recipe's platform. */
export function checkComponents(input: WireStructure, platform: string, context: RequestContext): void {
  for (const used of structuresOf(input.components)) {
    const arn = textOf(used.componentArn) ?? '';
    const component = requireComponent(context, arn, 'componentArn');
    if (component.platform !== platform)
      throw invalidValue(
        'components',
        `Component '${arn}' is for ${component.platform}, the parent image is ${platform}.`,
      );
  }
}

/** The recipe as an image built from it embeds it: the parent and every component resolved to what was used. */
export function resolvedRecipe(recipe: RecipeRecord, parent: string, context: RequestContext): RecipeRecord {
  const components = structuresOf(recipe.components).map((used) => ({
    ...used,
    componentArn: requireComponent(context, textOf(used.componentArn) ?? '', 'componentArn').arn,
  }));
  return { ...recipe, parentImage: parent, components };
}

/** Deletes a recipe that no pipeline uses; throws ResourceDependencyException when one does. */
export function deleteRecipe(recipes: Table<RecipeRecord>, arn: string, context: RequestContext): void {
  if (!recipes.has(arn)) throw notFound(arn);
  const isUsed = [...imagePipelines(context).values()].some((pipeline) =>
    [pipeline.imageRecipeArn, pipeline.containerRecipeArn].some((used) => used !== undefined && arnMatches(arn, used)),
  );
  if (isUsed) throw hasDependents(arn);
  recipes.delete(arn);
}
