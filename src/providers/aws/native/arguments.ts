import type { ServiceModel, WireStructure, WireValue } from '../../../aws/service-model.ts';
import { nameKey } from '../../../data/name-key.ts';
import type { Value } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { nearestNames } from '../names.ts';
import { bodyBytes, coerce } from './coerce.ts';

export interface ArgumentTarget {
  readonly model: ServiceModel;
  readonly operation: string;
  /** How the statement names the method: `aws.ec2.images.image_Copy`. */
  readonly method: string;
  readonly verb: 'EXEC' | 'INSERT' | 'UPDATE' | 'DELETE';
}

/** What an operation calls each argument of a statement. Throws UNKNOWN_PARAMETER. */
export function argumentNames(
  { model, operation, method }: Omit<ArgumentTarget, 'verb'>,
  given: readonly string[],
): readonly string[] {
  const { members = {} } = model.shapes[model.operations[operation]?.input?.shape ?? ''] ?? {};
  const byName = new Map<string, string>();
  // What an API calls a member on the wire (`ImageId` for `ImageIds`) is what its documentation of the raw API says.
  for (const [name, { locationName, queryName }] of Object.entries(members)) {
    for (const wire of [locationName, queryName])
      if (wire && !byName.has(nameKey(wire))) byName.set(nameKey(wire), name);
  }
  for (const name of Object.keys(members)) byName.set(nameKey(name), name);
  return given.map((argument) => {
    const written = argument.replace(/^@?(data__)?/, '');
    const name = byName.get(nameKey(written));
    if (name !== undefined) return name;
    const nearest = nearestNames(written, Object.keys(members));
    throw new SkyqlError('UNKNOWN_PARAMETER', `${method} has no parameter ${written}.`, {
      hint:
        nearest.length > 0
          ? `Did you mean ${nearest.join(' or ')}?`
          : `It takes ${Object.keys(members).join(', ') || 'none'}.`,
    });
  });
}

/** The arguments of a statement as the operation's input. Throws before anything is sent when they cannot be that. */
export function bindArguments(target: ArgumentTarget, given: Readonly<Record<string, Value>>): WireStructure {
  const { model, operation } = target;
  const shape = model.shapes[model.operations[operation]?.input?.shape ?? ''];
  const members = shape?.members ?? {};
  const names = argumentNames(target, Object.keys(given));

  const input: Record<string, WireValue> = {};
  for (const [index, value] of Object.values(given).entries()) {
    const name = names[index] ?? '';
    const reference = members[name];
    if (value === null || reference === undefined) continue;
    const isBody = shape?.payload === name && model.shapes[reference.shape]?.type === 'blob';
    input[name] = isBody ? bodyBytes(value) : coerce(value, reference, model, name);
  }

  const absent = (shape?.required ?? []).filter((name) => !(name in input) && !members[name]?.idempotencyToken);
  if (absent.length > 0) throw missingParameter(target, absent);
  return input;
}

function missingParameter({ method, verb }: ArgumentTarget, absent: readonly string[]): SkyqlError {
  const names = absent.join(', ');
  const several = absent.length > 1;
  const it = several ? 'them' : 'it';
  const hints: Readonly<Record<ArgumentTarget['verb'], string>> = {
    EXEC: `Give ${it}: EXEC ${method} ${absent.map((name) => `@${name} = '...'`).join(', ')}`,
    INSERT: `Give ${it} as column${several ? 's' : ''} of the INSERT: INSERT INTO ... (${names}, ...) VALUES (...)`,
    UPDATE: `Give ${it} in SET: ${absent.map((name) => `${name} = '...'`).join(', ')}`,
    DELETE: `Call the method with ${it} instead: EXEC ${method} ${absent.map((name) => `@${name} = '...'`).join(', ')}`,
  };
  return new SkyqlError('MISSING_PARAMETER', `${method} needs the parameter${several ? 's' : ''} ${names}.`, {
    hint: hints[verb],
  });
}
