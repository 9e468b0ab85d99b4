import { readOperation } from '../inference/read-operation.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import type { NativePath, NativePathParameter } from '../overlays/overlay.ts';

/** Where neither path nor model say how many values one call takes. */
const assumedBatch = 100;
/** What every row has from where it was read: a statement means that by these names. */
const places = /^(region|account_?id|connection)$/i;

/**
 * What a list can be told besides, by name alone: each input that is no parameter of it yet. Structures and lists of them are
 * given as JSON (`Filters = '[{"Name": ...}]'`), in one value. A get is told none beside a list, whose rows it completes.
 */
export function withOptionalInputs(model: DocumentedModel, path: NativePath, isAlone: boolean): NativePath {
  if (path.kind !== 'list' && !isAlone) return path;
  const known = new Set([
    ...(path.parameters ?? []).map(({ input }) => input),
    ...Object.keys(path.fixed ?? {}),
    ...(path.filters ?? []).map(({ name }) => name),
  ]);
  const inputs = readOperation(model, path.operation)?.inputs ?? [];
  const further = inputs
    .filter(({ name, required }) => !required && !known.has(name) && !places.test(name))
    .map(
      ({ name, takes, max }): NativePathParameter => ({
        name,
        input: name,
        required: false,
        ...(takes === 'many' && { batch: max ?? assumedBatch }),
      }),
    );
  return further.length === 0 ? path : { ...path, parameters: [...(path.parameters ?? []), ...further] };
}
