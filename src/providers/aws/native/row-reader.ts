import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { ColumnDescription, NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../catalog/resource-schema.ts';
import type { Row, Value } from '../../provider.ts';
import { columnValue, plainValue } from '../column-value.ts';
import { toCloudFormationForm } from '../property-names.ts';
import { isList, memberReader, valueAt } from './member-path.ts';

/** Takes a call's output and its input, which some columns repeat. */
export type RowReader = (output: WireStructure, input: WireStructure) => readonly Row[];

/** Makes rows of an operation's output, the wanted columns as the access path says. */
export function createRowReader(
  call: Pick<NativeCall, 'columns' | 'result'>,
  description: ResourceDescription,
  schema: ResourceSchema | undefined,
  wanted: ReadonlySet<string>,
): RowReader {
  const columns = new Map(description.columns.map((column) => [column.name, column]));
  const readers = Object.entries(call.columns)
    .filter(([name]) => wanted.has(name))
    .map(([name, path]) => {
      const column = columns.get(name);
      const start = path.startsWith('$input.') ? 'input' : path.startsWith('$.') ? 'output' : 'row';
      const find = memberReader(path.replace(/^\$(input)?\./, ''));
      return (from: Readonly<Record<typeof start, WireValue>>): readonly [string, Value] => {
        const value = find(from[start]);
        return [name, column ? cell(value, column, schema) : plainValue(value)];
      };
    });
  return (output, input) =>
    elementsAt(output, call.result).map((row) => {
      const from = { row, output, input };
      return Object.fromEntries(readers.map((read) => read(from)));
    });
}

function elementsAt(output: WireStructure, path: string): readonly WireValue[] {
  const found = valueAt(output, path);
  if (isList(found)) return found;
  return found === undefined || found === null ? [] : [found];
}

function cell(value: WireValue | undefined, column: ColumnDescription, schema: ResourceSchema | undefined): Value {
  const isJson = column.type === 'object' || column.type === 'array';
  // A path through a list brings a list of values: a column of one value is the first.
  const plain = plainValue(isList(value) && !isJson ? value[0] : value);
  const property =
    column.form === 'native' || !isJson || !column.property ? undefined : schema?.properties[column.property];
  return columnValue(property && schema ? toCloudFormationForm(plain, property, schema) : plain, column);
}
