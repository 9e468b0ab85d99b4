import type { WireStructure } from '../../../../aws/service-model.ts';
import type { FilterFields } from '../../../kit/filters/filtering.ts';
import { flagOf, isoTime, pick, textMapOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { arnOf } from '../arns.ts';
import { alreadyExists, dryRunSucceeded } from '../faults.ts';
import { listPage } from '../filters.ts';
import { idempotent } from '../idempotency.ts';
import type { RecipeRecord } from '../tables.ts';
import { requestedVersion } from '../versions/requested-version.ts';
import { latestVersionReferences } from '../versions/versions.ts';
import { knownSystem, resolveParent } from './parent-images.ts';
import { checkComponents, deleteRecipe, type RecipeKind, requireRecipe, sharedRecipes } from './recipes.ts';

/** What tells one kind of recipe from the other: both are versions of components over a parent image. */
export interface RecipeWords {
  readonly kind: RecipeKind;
  /** `ImageRecipe`, as it stands in the operations' names. */
  readonly noun: string;
  /** `imageRecipe`, as it stands in members' names. */
  readonly member: string;
  /** Throws for requests that this kind alone refuses. */
  readonly check?: (input: WireStructure) => void;
  /** Members that a recipe has as the request gives them. */
  readonly settings: readonly string[];
  /** What all recipes of this kind have. */
  readonly constants: WireStructure;
  /** Filters beside name, parent image and platform. */
  readonly filters?: FilterFields<RecipeRecord>;
  readonly summaryOf: (recipe: RecipeRecord) => WireStructure;
}

/** The four operations of a kind of recipe. */
export function recipeOperations(words: RecipeWords): Readonly<Record<string, Operation>> {
  const { kind, noun, member, check, settings, constants, filters, summaryOf } = words;
  const arnMember = `${member}Arn`;

  const create: Operation = (input, context) => {
    check?.(input);
    const recipes = kind.table(context);
    const name = textOf(input.name) ?? '';
    const version = requestedVersion(input, recipes.values());
    const arn = arnOf(context, kind.inArn, name, version);
    if (recipes.has(arn)) throw alreadyExists(noun, arn);
    const parentImage = textOf(input.parentImage) ?? '';
    const parent = resolveParent(context, parentImage);
    const platform = textOf(input.platformOverride) ?? parent.platform;
    checkComponents(input, { platform, ...knownSystem(parent) }, context);
    if (flagOf(input.dryRun)) throw dryRunSucceeded();
    recipes.set(arn, {
      ...pick(input, settings),
      ...constants,
      arn,
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
      [arnMember]: arn,
      latestVersionReferences: latestVersionReferences(arn),
    };
  };

  const get: Operation = (input, context) => {
    const recipe = requireRecipe(context, kind, textOf(input[arnMember]) ?? '', arnMember);
    return {
      requestId: context.requestId,
      [member]: recipe,
      latestVersionReferences: latestVersionReferences(recipe.arn),
    };
  };

  const remove: Operation = (input, context) => {
    const arn = textOf(input[arnMember]) ?? '';
    deleteRecipe(kind.table(context), arn, context);
    return { requestId: context.requestId, [arnMember]: arn };
  };

  const list: Operation = (input, context) => {
    const page = listPage(`${kind.inArn}s`, recipesOf(context, kind, textOf(input.owner)), input, {
      ...filters,
      name: (recipe) => recipe.name,
      parentImage: (recipe) => recipe.parentImage,
      platform: (recipe) => recipe.platform,
    });
    return {
      requestId: context.requestId,
      [`${member}SummaryList`]: page.items.map(summaryOf),
      nextToken: page.nextToken,
    };
  };

  return {
    [`Create${noun}`]: idempotent(`Create${noun}`, create),
    [`Get${noun}`]: get,
    [`Delete${noun}`]: remove,
    [`List${noun}s`]: list,
  };
}

/** The recipes of an owner: the account's own unless said otherwise; Amazon has none. */
function recipesOf(context: RequestContext, kind: RecipeKind, owner: string | undefined): readonly RecipeRecord[] {
  if (owner === 'Shared') return sharedRecipes(context, kind);
  return owner === undefined || owner === 'Self' ? [...kind.table(context).values()] : [];
}
