import { parseArn } from '../../../aws/arn.ts';
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
      const [memberPath = '', part] = path.replace(/^\$(input)?\./, '').split('#');
      const member = memberReader(memberPath);
      const find = part === 'account' ? (value: WireValue) => ownerInArn(member(value)) : member;
      const convert = column ? cellReader(column, schema) : plainValue;
      return (from: Readonly<Record<typeof start, WireValue>>, into: Record<string, Value>) => {
        into[name] = convert(find(from[start]));
      };
    });
  return (output, input) =>
    elementsAt(output, call.result).map((row) => {
      const from = { row, output, input };
      const cells: Record<string, Value> = {};
      for (const read of readers) read(from, cells);
      return cells;
    });
}

/** Image Builder's lists name the owners that are no accounts by other words than their ARNs do. */
const ownersOfArns: Readonly<Record<string, string>> = {
  aws: 'Amazon',
  'aws-marketplace': 'AWSMarketplace',
  'third-party': 'ThirdParty',
};

function ownerInArn(arn: WireValue | undefined): string | undefined {
  const account = typeof arn === 'string' ? parseArn(arn)?.account : undefined;
  return account === undefined ? undefined : (ownersOfArns[account] ?? account);
}

function elementsAt(output: WireStructure, path: string): readonly WireValue[] {
  const found = valueAt(output, path);
  if (isList(found)) return found;
  return found === undefined || found === null ? [] : [found];
}

function cellReader(
  column: ColumnDescription,
  schema: ResourceSchema | undefined,
): (value: WireValue | undefined) => Value {
  const isJson = column.type === 'object' || column.type === 'array';
  // A path through a list brings a list of values: a column of one value is the first.
  if (!isJson) return (value) => columnValue(plainValue(isList(value) ? value[0] : value), column);
  const property = column.form === 'native' || !column.property ? undefined : schema?.properties[column.property];
  if (!property || !schema) return (value) => columnValue(plainValue(value), column);
  return (value) => columnValue(toCloudFormationForm(plainValue(value), property, schema), column);
}
