import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import { ownPath } from '../../../catalog/told-or-asked.ts';
import { nameKey } from '../../../data/name-key.ts';
import { isList, valueAt } from './member-path.ts';

/**
 * The identifier of what an operation created: as its answer names it, at the top or inside the one thing that it
 * answers; else as the input named it (a thing that is called what the caller calls it).
 * Its parts, in the order of the identifying columns.
 */
export function createdIdentifier(
  { identifier }: Pick<ResourceDescription, 'identifier'>,
  call: Pick<NativeCall, 'columns' | 'result'>,
  input: WireStructure,
  output: WireStructure,
): readonly string[] | undefined {
  const parts = identifier.map((column) => {
    const path = ownPath(call.columns[column] ?? '');
    if (path !== '' && !path.startsWith('$row') && !path.startsWith('$input.')) {
      const whole = path.startsWith('$.') ? path.slice(2) : [call.result, path].filter((part) => part !== '').join('.');
      return textOf(valueAt(output, whole));
    }
    return (
      named(output, column, 'whole') ??
      named(created(output), column, 'whole') ??
      named(output, column, 'end') ??
      named(input, column, 'whole')
    );
  });
  return parts.length > 0 && parts.every((part) => part !== undefined) ? parts : undefined;
}

/** The one thing of an answer: `{Snapshot: {...}}`, `{Instances: [{...}], OwnerId: '...'}`. */
function created(output: WireStructure): WireStructure {
  const [only, second] = Object.values(output).flatMap((value) => {
    const one = isList(value) ? (value.length === 1 ? value[0] : undefined) : value;
    return isStructure(one) ? [one] : [];
  });
  return second === undefined && only !== undefined ? only : {};
}

function named(structure: WireStructure, column: string, match: 'whole' | 'end'): string | undefined {
  const names = Object.keys(structure).filter((name) => !/^(requestId|clientToken|nextToken)$/i.test(name));
  const key = nameKey(column);
  const name = names.find((own) => (match === 'whole' ? nameKey(own) === key : nameKey(own).endsWith(key)));
  return name === undefined ? undefined : textOf(structure[name]);
}

function textOf(value: WireValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
