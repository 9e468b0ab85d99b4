import { textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import type { RecipeRecord } from '../tables.ts';
import { latestVersionReferences } from '../versions/versions.ts';
import { deleteRecipe, type RecipeKind, requireRecipe, sharedRecipes } from './recipes.ts';

/** GetImageRecipe and GetContainerRecipe; `member` is `imageRecipe` or `containerRecipe`. */
export function getRecipe(member: string, kind: RecipeKind): Operation {
  const arnMember = `${member}Arn`;
  return (input, context) => {
    const recipe = requireRecipe(context, kind, textOf(input[arnMember]) ?? '', arnMember);
    return {
      requestId: context.requestId,
      [member]: recipe,
      latestVersionReferences: latestVersionReferences(recipe.arn),
    };
  };
}

/** DeleteImageRecipe and DeleteContainerRecipe. */
export function removeRecipe(member: string, kind: RecipeKind): Operation {
  return (input, context) => {
    const arn = textOf(input[`${member}Arn`]) ?? '';
    deleteRecipe(kind.table(context), arn, context);
    return { requestId: context.requestId, [`${member}Arn`]: arn };
  };
}

/** The recipes of an owner: the account's own unless said otherwise; Amazon has none. */
export function recipesOf(
  context: RequestContext,
  kind: RecipeKind,
  owner: string | undefined,
): readonly RecipeRecord[] {
  if (owner === 'Shared') return sharedRecipes(context, kind);
  return owner === undefined || owner === 'Self' ? [...kind.table(context).values()] : [];
}
