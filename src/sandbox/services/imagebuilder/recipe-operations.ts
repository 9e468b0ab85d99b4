import type { RequestContext, Table } from '../../service.ts';
import { textOf } from '../members.ts';
import type { Operation } from './idempotency.ts';
import { deleteRecipe, requireRecipe } from './recipes.ts';
import type { RecipeRecord } from './tables.ts';
import { latestVersionReferences } from './versions.ts';

type Recipes = (context: RequestContext) => Table<RecipeRecord>;

/** GetImageRecipe and GetContainerRecipe; `member` is `imageRecipe` or `containerRecipe`. */
export function getRecipe(member: string, recipes: Recipes): Operation {
  const arnMember = `${member}Arn`;
  return (input, context) => {
    const recipe = requireRecipe(recipes(context), textOf(input[arnMember]) ?? '', arnMember);
    return {
      requestId: context.requestId,
      [member]: recipe,
      latestVersionReferences: latestVersionReferences(recipe.arn),
    };
  };
}

/** DeleteImageRecipe and DeleteContainerRecipe. */
export function removeRecipe(member: string, recipes: Recipes): Operation {
  return (input, context) => {
    const arn = textOf(input[`${member}Arn`]) ?? '';
    deleteRecipe(recipes(context), arn, context);
    return { requestId: context.requestId, [`${member}Arn`]: arn };
  };
}

/** The account's own recipes; there are none of anybody else's. */
export function ownRecipes(
  context: RequestContext,
  recipes: Recipes,
  owner: string | undefined,
): readonly RecipeRecord[] {
  return owner === undefined || owner === 'Self' ? [...recipes(context).values()] : [];
}
