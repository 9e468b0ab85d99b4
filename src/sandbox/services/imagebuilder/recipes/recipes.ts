import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { isAmazonArn } from '../arns.ts';
import { messages } from '../assumptions.ts';
import { requireComponent } from '../components/components.ts';
import { hasDependents, invalidValue, notFound } from '../faults.ts';
import { imagePipelines } from '../pipelines/image-pipeline-record.ts';
import { deletePolicy, isShared } from '../sharing/policies.ts';
import { isOfOtherAccount, sharedRecords } from '../sharing/sharing.ts';
import { type ComponentRecord, containerRecipes, imageRecipes, type RecipeRecord } from '../tables.ts';
import { arnMatches, findVersion } from '../versions/version-lookup.ts';

/** A kind of recipe: its table and its name in ARNs. */
export interface RecipeKind {
  readonly inArn: 'image-recipe' | 'container-recipe';
  readonly table: (context: RequestContext) => Table<RecipeRecord>;
}

export const imageRecipeKind: RecipeKind = { inArn: 'image-recipe', table: imageRecipes };
export const containerRecipeKind: RecipeKind = { inArn: 'container-recipe', table: containerRecipes };

/**
 * The recipe that an ARN means, wildcards allowed, the account's own or one that is shared with it; throws
 * ResourceNotFoundException.
 */
export function requireRecipe(context: RequestContext, kind: RecipeKind, arn: string, parameter: string): RecipeRecord {
  const own = kind.table(context);
  const records = isOfOtherAccount(context, arn) ? sharedRecipes(context, kind) : own.values();
  const found = own.get(arn) ?? findVersion(records, arn, parameter);
  if (!found) throw notFound(arn);
  return found;
}

export function sharedRecipes(context: RequestContext, kind: RecipeKind): readonly RecipeRecord[] {
  return sharedRecords(context, kind.inArn, kind.table).map(({ record }) => record);
}

/** What a recipe's components must be made for; the operating system is not always known. */
export interface ComponentTarget {
  readonly platform: string;
  readonly osVersion?: string;
}

/** Throws unless every component of a new recipe is there and made for the recipe's platform and operating system. */
export function checkComponents(input: WireStructure, target: ComponentTarget, context: RequestContext): void {
  const { platform, osVersion } = target;
  const names = new Set<string>();
  for (const used of structuresOf(input.components)) {
    const arn = textOf(used.componentArn) ?? '';
    const component = requireComponent(context, arn, 'componentArn');
    const name = component.arn.replace(/\/[^/]+\/[^/]+$/, '');
    if (names.has(name)) throw invalidValue('components', messages.componentTwice(arn));
    names.add(name);
    checkParameters(used, component);
    if (component.platform !== platform)
      throw invalidValue(
        'components',
        `Component '${arn}' is for ${component.platform}, the parent image is ${platform}.`,
      );
    const systems = component.supportedOsVersions ?? [];
    if (osVersion !== undefined && systems.length > 0 && !systems.some((system) => osVersion.startsWith(system)))
      throw invalidValue('components', messages.unsupportedSystem(arn, osVersion));
  }
}

/** "You must supply a value for every component parameter that has no default value, and ... only ... that the component defines." */
function checkParameters(used: WireStructure, component: ComponentRecord): void {
  const declared = structuresOf(component.parameters);
  const given = structuresOf(used.parameters).map(({ name }) => textOf(name) ?? '');
  const unknown = given.find((name) => !declared.some((parameter) => parameter.name === name));
  // What is in a document that the sandbox has not read is not known, nor what Amazon's own declare.
  const isRead = component.data !== undefined && !isAmazonArn(component.arn);
  if (unknown !== undefined && isRead)
    throw invalidValue('components', messages.parameterUnknown(component.arn, unknown));
  const missing = declared.find(
    ({ name, defaultValue }) => defaultValue === undefined && !given.includes(String(name)),
  );
  if (missing !== undefined)
    throw invalidValue('components', messages.parameterMissing(component.arn, String(missing.name)));
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
  if (isUsed || isShared(context, arn)) throw hasDependents(arn);
  recipes.delete(arn);
  deletePolicy(context, arn);
}
