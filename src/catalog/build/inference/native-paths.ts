import { singular } from '../../singular.ts';
import { snakeCase } from '../../snake-case.ts';
import { toldOrAsked } from '../../told-or-asked.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import type { NativePath, NativePathParameter } from '../overlays/overlay.ts';
import { listFilters } from './list-filters.ts';
import { apart, type NativeRow, nativeRow } from './native-columns.ts';
import { ownIdentifier } from './native-identifier.ts';
import { keyColumn, keyColumns } from './native-keys.ts';
import { isOtherThing } from './other-things.ts';
import type { ReadInput, ReadOperation } from './read-operation.ts';

export interface NativeReads {
  readonly paths: readonly NativePath[];
  /** Empty where it is not certain what tells two rows apart. */
  readonly identifier: readonly string[];
}

/** Where neither path nor model say how many values one call takes. */
const assumedBatch = 100;
/** Parameters that are of use only by name are told of so many at most. */
const mostOptions = 24;

/** How a native resource is read: one list, one get, one get for many; further operations of its noun stay methods. */
export function nativeReads(
  model: DocumentedModel,
  reads: readonly ReadOperation[],
  writes: readonly string[],
): NativeReads {
  const ranked = reads.toSorted((one, other) => rankOf(one) - rankOf(other) || (one.name < other.name ? -1 : 1));
  const lists = ranked.filter(
    (read) => read.yields === 'many' && !requiredInputs(read).some(({ takes }) => takes === 'many'),
  );
  const ones = ranked.filter((read) => read.yields === 'one');
  const list = lists.find((read) => requiredInputs(read).length === 0) ?? lists[0];
  const alone = ones.find((read) => requiredInputs(read).length === 0);
  if (!list) {
    const [only] = alone ? [alone] : ones.length > 0 ? ones : ranked;
    return only ? single(model, only) : { paths: [], identifier: [] };
  }

  const used = new Map<string, string>();
  const listed = listPath(model, list, used);
  const gets = ones.flatMap((read) => {
    const keys = keysOf(read, list, listed.row, listed.inputs);
    return keys ? [{ read, keys }] : [];
  });
  const [get] = gets;
  const identifier = get
    ? [...new Set(get.keys.values())]
    : ownIdentifier(model, { list, row: listed.row, repeated: listed.inputs, reads, writes });
  const paths = [listed.path];
  if (get) paths.push(getPath(model, get.read, get.keys, used));
  const batch = batchPath(model, ranked, listed.row, identifier, list.noun, used);
  if (batch) paths.push(batch);
  return { paths, identifier };
}

const verbs = ['List', 'Describe', 'Get', 'AdminList', 'AdminGet', 'BatchGet', 'BatchDescribe', 'Search'];

function rankOf({ verb }: ReadOperation): number {
  const rank = verbs.indexOf(verb);
  return rank < 0 ? verbs.length : rank;
}

function requiredInputs({ inputs }: ReadOperation): readonly ReadInput[] {
  return inputs.filter(({ required }) => required);
}

interface ListedPath {
  readonly path: NativePath;
  readonly row: NativeRow;
  /** Required input -> the column that repeats it. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** Names that are a thing's own: an input called so is not what the row's member of that name says. */
const ownNames = /^(name|id|arn|type|value|key|status|state|version|identifier|kind)$/i;

function listPath(model: DocumentedModel, read: ReadOperation, used: Map<string, string>): ListedPath {
  const row = nativeRow(model, read);
  const names = new Set(row.columns.map(({ name }) => name));
  const inputs = new Map<string, string>();
  // What the rows say themselves of what was asked for.
  const own = new Map<string, string>();
  const omit = new Set(row.omit);
  for (const input of requiredInputs(read)) {
    if (input.takes !== 'one') continue;
    const name = snakeCase(input.name);
    const same = row.columns.find((column) => column.name === name && column.type === typeOfShape(input.shape));
    if (same && !ownNames.test(input.name) && !isOtherThing(model, read, input)) {
      omit.add(same.member);
      own.set(input.name, same.member);
      inputs.set(input.name, name);
    } else inputs.set(input.name, apart(names.has(name) ? `input_${name}` : name, names));
  }
  const columns = row.columns.filter(({ member }) => !omit.has(member));
  const columnsOf = (input: ReadInput): readonly string[] => {
    const column = inputs.get(input.name);
    const same = snakeCase(input.name);
    const isSame = names.has(same) && same !== column && !isOtherThing(model, read, input);
    return [...(column === undefined ? [] : [column]), ...(isSame && column !== undefined ? [same] : [])];
  };
  const path = pathOf(
    read,
    'list',
    { columns, omit: [...omit] },
    inputs,
    [
      ...requiredInputs(read).map((input) => parameterOf(input, columnsOf(input), names)),
      ...options(read, new Set([...names, ...inputs.values()])),
    ],
    own,
  );
  const members = Object.fromEntries(
    columns.filter(({ member }) => member !== '$row').map(({ member, name }) => [member, name]),
  );
  const filters = listFilters(model, read.inputs, read.sources[0]?.row ?? { type: 'structure' }, members);
  for (const { name, type } of columns) used.set(name, type);
  for (const input of requiredInputs(read)) {
    const column = inputs.get(input.name);
    if (column !== undefined) used.set(column, typeOfShape(input.shape));
  }
  return { path: { ...path, ...(filters.length > 0 && { filters }) }, row: { columns, omit: [...omit] }, inputs };
}

function pathOf(
  read: ReadOperation,
  kind: NativePath['kind'],
  row: NativeRow,
  repeated: ReadonlyMap<string, string>,
  parameters: readonly NativePathParameter[],
  /** Input -> the row's own member of what it says. */
  own: ReadonlyMap<string, string> = new Map(),
): NativePath {
  const scalar = row.columns.find(({ member }) => member === '$row');
  const rename = Object.fromEntries(
    row.columns
      .filter(({ name, member }) => member !== '$row' && name !== snakeCase(member))
      .map(({ name, member }) => [member, name]),
  );
  const further = Object.fromEntries([
    ...(scalar ? [[scalar.name, '$row']] : []),
    ...[...repeated].map(([input, column]): readonly [string, string] => {
      const member = own.get(input);
      return [column, member === undefined ? `$input.${input}` : `${member}${toldOrAsked}${input}`];
    }),
  ]);
  return {
    operation: read.name,
    kind,
    result: read.result,
    ...(Object.keys(rename).length > 0 && { rename }),
    ...(row.omit.length > 0 && { omit: row.omit }),
    ...(Object.keys(further).length > 0 && { further }),
    ...(parameters.length > 0 && { parameters }),
  };
}

/** Where rows say themselves what a column of its name holds, a name of its own asks for something else than they say. */
function parameterOf(
  input: ReadInput,
  columns: readonly string[],
  told: ReadonlySet<string> = new Set(),
): NativePathParameter {
  return {
    name: told.has(input.name.toLowerCase()) ? `data__${input.name}` : input.name,
    input: input.name,
    ...(columns.length > 0 && { columns: columns.map((column) => [column]) }),
    required: true,
    ...(input.takes === 'many' && { batch: input.max ?? assumedBatch }),
  };
}

/** What a call can be told besides: by name alone, so nothing that a column is called. */
function options(read: ReadOperation, columns: ReadonlySet<string>): readonly NativePathParameter[] {
  return read.inputs
    .filter(({ required, takes, name }) => !required && takes !== undefined && !columns.has(name.toLowerCase()))
    .filter(({ name }) => !/^(region|account_?id|connection)$/i.test(name))
    .slice(0, mostOptions)
    .map((input) => ({
      name: input.name,
      input: input.name,
      required: false,
      ...(input.takes === 'many' && { batch: input.max ?? assumedBatch }),
    }));
}

/** A resource that is read by one operation alone: of one row, or of those that it is given. */
function single(model: DocumentedModel, read: ReadOperation): NativeReads {
  const row = nativeRow(model, read);
  const names = new Set(row.columns.map(({ name }) => name));
  const repeated = new Map<string, string>();
  const asked = new Map<string, string>();
  const kind = read.yields === 'one' && requiredInputs(read).length > 0 ? 'get' : 'list';
  const required = requiredInputs(read);
  const parameters = required.map((input) => {
    const name = snakeCase(input.takes === 'many' ? singular(input.name) : input.name);
    const same = row.columns.find((column) => column.name === name && column.type === typeOfShape(input.shape));
    const own = isOtherThing(model, read, input) ? undefined : same;
    if (input.takes !== 'one') return parameterOf(input, own ? [own.name] : []);
    // A get is of what was asked for, be it written otherwise in the answer (an id, an ARN).
    const column = own?.name ?? apart(names.has(name) ? `input_${name}` : name, names);
    repeated.set(input.name, column);
    if (own) asked.set(input.name, own.member);
    return parameterOf(input, [column], kind === 'list' ? names : undefined);
  });
  const kept: NativeRow = {
    columns: row.columns.filter(({ member }) => ![...asked.values()].includes(member)),
    omit: [...row.omit, ...asked.values()],
  };
  const every = parameters.every(({ columns }) => columns !== undefined);
  const identifier = parameters.flatMap(({ columns }) => columns?.flat() ?? []);
  const optional = options(read, new Set([...names, ...repeated.values()]));
  return {
    paths: [pathOf(read, kind, kept, repeated, [...parameters, ...optional], kind === 'list' ? asked : undefined)],
    identifier: kind === 'get' && every ? [...new Set(identifier)] : [],
  };
}

/** The columns of the list that each required input of a get takes; undefined unless each has one for certain. */
function keysOf(
  get: ReadOperation,
  list: ReadOperation,
  row: NativeRow,
  repeated: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  const required = requiredInputs(get);
  if (required.some(({ takes }) => takes !== 'one')) return undefined;
  const inputs = required.map(({ name, shape }) => ({ name, type: typeOfShape(shape) }));
  return keyColumns(inputs, singular(list.noun), row, repeated);
}

/** The row of a get has the columns of the list under its names; of one that is of another type there, it has its own. */
function getPath(
  model: DocumentedModel,
  read: ReadOperation,
  keys: ReadonlyMap<string, string>,
  used: Map<string, string>,
): NativePath {
  const row = nativeRow(model, read);
  const keyed = new Set(keys.values());
  const columns = row.columns.flatMap((column) => {
    if (keyed.has(column.name)) return [];
    const known = used.get(column.name);
    const name =
      known === undefined || known === column.type
        ? column.name
        : apart(`${column.name}_details`, new Set(used.keys()));
    used.set(name, column.type);
    return [{ ...column, name }];
  });
  const omit = [...row.omit, ...row.columns.filter(({ name }) => keyed.has(name)).map(({ member }) => member)];
  const parameters = requiredInputs(read).map((input) => parameterOf(input, [keys.get(input.name) ?? []].flat()));
  return pathOf(read, 'get', { columns, omit }, keys, parameters);
}

/** A list of identifiers as an input, required or not, of an operation whose rows say which of them they are. */
function batchPath(
  model: DocumentedModel,
  reads: readonly ReadOperation[],
  listed: NativeRow,
  identifier: readonly string[],
  noun: string,
  used: Map<string, string>,
): NativePath | undefined {
  const [key, second] = identifier;
  if (key === undefined || second !== undefined || !listed.columns.some(({ name }) => name === key)) return undefined;
  for (const read of reads) {
    if (read.yields !== 'many') continue;
    const row = nativeRow(model, read);
    const required = requiredInputs(read);
    const input = (required.length > 0 ? required : read.inputs).find(
      (one) =>
        one.takes === 'many' && keyColumn(singular(one.name), typeOfShape(one.shape), singular(noun), row) === key,
    );
    if (!input || required.some((one) => one !== input)) continue;
    const columns = row.columns.map((column) => {
      const known = used.get(column.name);
      const name =
        known === undefined || known === column.type
          ? column.name
          : apart(`${column.name}_details`, new Set(used.keys()));
      used.set(name, column.type);
      return { ...column, name };
    });
    const parameter = { ...parameterOf(input, [key]), batch: input.max ?? assumedBatch };
    return pathOf(read, 'get', { columns, omit: row.omit }, new Map(), [parameter]);
  }
  return undefined;
}
