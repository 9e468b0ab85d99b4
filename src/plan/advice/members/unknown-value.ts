import { nameKey } from '../../../data/name-key.ts';
import { quoteLiteral } from '../../../data/quote.ts';
import { suggest } from '../../../data/suggest.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';

/** More values than these AWS adds to all the time (types of instances): of them only other spellings are told of. */
const mostListed = 40;

/**
 * A text that a column, or a member of its JSON, is compared with and that is none of its values as AWS's models know them: `'enabled'`
 * where it is `ENABLED`. `written` is how a statement names it. Undefined where the models know no values, or this one.
 */
export function unknownValue(
  written: string,
  value: string,
  known: readonly string[],
  resource: string,
): SkyqlError | undefined {
  if (known.length === 0 || known.includes(value) || value.trim() === '') return undefined;
  const same = known.filter((one) => nameKey(one) === nameKey(value));
  if (same.length === 0 && known.length > mostListed) return undefined;
  const near = same.length > 0 ? same : suggest(value, known);
  const meant = near.length === 0 ? `It has ${known.join(', ')}.` : `Did you mean ${near.join(' or ')}?`;
  const lowered = `lower(${written}) = ${quoteLiteral(value.toLowerCase())}`;
  return new SkyqlError('UNKNOWN_VALUE', `${written} of ${resource} has no value ${quoteLiteral(value)}.`, {
    hint: `${meant} If AWS has it by now, ${lowered} is not checked.`,
    scope: { service: resource },
  });
}
