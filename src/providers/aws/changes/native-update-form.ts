import type {
  MethodDescription,
  ParameterDescription,
  ResourceDescription,
} from '../../../catalog/resource-description.ts';
import { resourceId } from '../../../catalog/resource-id.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeForm } from '../../change.ts';
import { inputName, plainName } from './native-inputs.ts';

/** The inputs that an update by a service's own API sets, and the columns that say what it needs besides. */
export function nativeUpdateForm(
  description: ResourceDescription,
  method: MethodDescription,
  inputs: readonly ParameterDescription[],
  names: readonly string[],
): ChangeForm {
  const identifying = identifyingInputs(method);
  const own = names.map((name) => {
    const input = inputName(inputs, method, name);
    if (!identifying.has(input)) return input;
    throw new SkyqlError(
      'IMMUTABLE_PROPERTY',
      `${name} identifies a row of ${resourceId(description)}: it cannot be changed.`,
      {
        hint: 'Name it in WHERE.',
      },
    );
  });
  const columns = [...own, ...repeatedInputs(method, inputs, own)].flatMap(
    (name) => currentColumn(description, name) ?? [],
  );
  return { names: own, columns: [...new Set(columns)] };
}

/** The inputs that the operation needs though nobody sets them: what the row has is sent again. */
export function repeatedInputs(
  method: MethodDescription,
  inputs: readonly ParameterDescription[],
  set: readonly string[],
): readonly string[] {
  const identifying = identifyingInputs(method);
  return inputs
    .filter(({ name, kind }) => kind === 'input_required' && !identifying.has(name) && !set.includes(name))
    .map(({ name }) => name);
}

/** The column that says what an input is now; none of many. */
export function currentColumn(description: ResourceDescription, input: string): string | undefined {
  return description.columns.find(({ name }) => plainName(name) === plainName(input))?.name;
}

function identifyingInputs({ call }: MethodDescription): ReadonlySet<string> {
  return new Set(call.api === 'native' ? Object.values(call.inputs) : []);
}
