import { singular } from '../../singular.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import { operationWords } from '../native/operation-words.ts';
import { memberRank } from './identifier-names.ts';

export interface NativeWrites {
  readonly verbs: Readonly<Record<string, 'INSERT' | 'UPDATE' | 'DELETE'>>;
  /** Operation -> column of the identifier -> input member. */
  readonly identifierInputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The verbs that create, change and delete, the likeliest first. */
const creating = ['Create', 'Register', 'Allocate', 'Request'];
const changing = ['Update', 'Modify'];
const deleting = ['Delete', 'Deregister', 'Release'];

/**
 * The operations behind INSERT, UPDATE and DELETE of a native resource: those of one thing, by their verb, which take
 * what identifies a row. One that needs more to know which thing it means stays with EXEC.
 */
export function nativeWrites(
  model: DocumentedModel,
  operations: readonly string[],
  identifier: readonly string[],
): NativeWrites {
  const verbs: Record<string, 'INSERT' | 'UPDATE' | 'DELETE'> = {};
  const identifierInputs: Record<string, Readonly<Record<string, string>>> = {};
  const first = (wanted: readonly string[]) =>
    wanted.flatMap((verb) => {
      const found = operations.find((name) => {
        const words = operationWords(name);
        return words.verb === verb && words.noun === singular(words.noun);
      });
      return found ?? [];
    });
  const [create] = first(creating);
  if (create !== undefined) verbs[create] = 'INSERT';
  for (const [wanted, verb] of [
    [changing, 'UPDATE'],
    [deleting, 'DELETE'],
  ] as const) {
    for (const operation of first(wanted)) {
      const inputs = identifying(model, operation, identifier);
      const required = requiredOf(model, operation);
      const named = Object.values(inputs);
      const isWhole = verb === 'DELETE' ? required.every((member) => named.includes(member)) : named.length > 0;
      if (!isWhole || required.length === 0 || Object.keys(inputs).length < identifier.length) continue;
      verbs[operation] = verb;
      identifierInputs[operation] = inputs;
      break;
    }
  }
  return { verbs, identifierInputs };
}

function requiredOf(model: DocumentedModel, operation: string): readonly string[] {
  const input = model.shapes[model.operations[operation]?.input?.shape ?? ''];
  return (input?.required ?? []).filter((member) => !input?.members?.[member]?.idempotencyToken);
}

/** Which input takes which part of the identifier. */
function identifying(
  model: DocumentedModel,
  operation: string,
  identifier: readonly string[],
): Readonly<Record<string, string>> {
  const input = model.shapes[model.operations[operation]?.input?.shape ?? ''];
  const required = input?.required ?? [];
  const noun = singular(operationWords(operation).noun);
  const found: Record<string, string> = {};
  for (const column of identifier) {
    const [best] = Object.entries(input?.members ?? {})
      .filter(([, reference]) => /^(string|integer|long)$/.test(model.shapes[reference.shape]?.type ?? ''))
      .flatMap(([member]) => {
        const rank = memberRank(member, column, noun);
        return rank === undefined || rank > 1 || Object.values(found).includes(member) ? [] : [{ member, rank }];
      })
      .sort(
        (one, other) =>
          Number(required.includes(other.member)) - Number(required.includes(one.member)) || one.rank - other.rank,
      );
    if (best) found[column] = best.member;
  }
  return found;
}
