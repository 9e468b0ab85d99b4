import { parseArn } from '../../../aws/arn.ts';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { ColumnDescription, NativeCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import { toldOrAsked } from '../../../catalog/told-or-asked.ts';
import { toCloudFormationForm } from '../../../cloudformation/property-form.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import { emptyRecord } from '../../../data/empty-record.ts';
import type { Row, Value } from '../../../data/value.ts';
import { columnValue, plainValue } from '../column-value.ts';
import { inAskedWords } from '../in-asked-words.ts';
import { isList, memberReader } from './member-path.ts';
import { resultReader } from './result-rows.ts';

/** Takes a call's output and its input, which some columns repeat. */
export type RowReader = (output: WireStructure, input: WireStructure) => readonly Row[];

/** Makes rows of an operation's output, the wanted columns as the access path says. */
export function createRowReader(
  call: Pick<NativeCall, 'columns' | 'result'>,
  description: ResourceDescription,
  schema: ResourceSchema | undefined,
  wanted: ReadonlySet<string>,
  region?: string,
): RowReader {
  const columns = new Map(description.columns.map((column) => [column.name, column]));
  const readers = Object.entries(call.columns)
    .filter(([name]) => wanted.has(name))
    .map(([name, path]) => {
      const column = columns.get(name);
      const [own = '', asked] = path.split(toldOrAsked);
      if (asked !== undefined) return toldReader(name, own, asked, column ? cellReader(column, schema) : plainValue);
      const start = startOf(path);
      const [memberPath = '', part] = path.replace(/^\$((input)?\.|(row|key)(?=$|#))/, '').split('#');
      const member = memberReader(memberPath, region);
      const take = part === undefined ? undefined : partOf[part];
      const find = take ? (value: WireValue) => take(member(value)) : member;
      const convert = column ? cellReader(column, schema) : plainValue;
      const read: CellReader = (from, into) => {
        into[name] = convert(find(from[start]));
      };
      return read;
    });
  const rowsOf = resultReader(call.result);
  return (output, input) =>
    rowsOf(output).map(({ row, key = null }) => {
      const from = { row, output, input, key };
      const cells = emptyRecord<Value>(readers.length);
      for (const read of readers) read(from, cells);
      return cells;
    });
}

type CellReader = (
  from: Readonly<Record<'row' | 'output' | 'input' | 'key', WireValue>>,
  into: Record<string, Value>,
) => void;

/** What the row itself says; what was asked for where it says nothing, or the same in other words, by which it is looked up. */
function toldReader(
  name: string,
  own: string,
  asked: string,
  convert: (value: WireValue | undefined) => Value,
): CellReader {
  const [told, given] = [memberReader(own.replace(/^\$row$/, '')), memberReader(asked)];
  return ({ row, input }, into) => {
    into[name] = convert(inAskedWords(told(row), given(input)));
  };
}

/** What a column's path starts at. */
function startOf(path: string): 'row' | 'output' | 'input' | 'key' {
  if (path.startsWith('$input.')) return 'input';
  if (path.startsWith('$.')) return 'output';
  return path.startsWith('$key') ? 'key' : 'row';
}

/** What a path takes of its value after `#`. */
const partOf: Readonly<Record<string, (value: WireValue | undefined) => string | undefined>> = {
  account: ownerInArn,
  name: (value) => (typeof value === 'string' ? value.slice(value.lastIndexOf('/') + 1) : undefined),
};

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
