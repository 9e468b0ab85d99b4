import { isPlural, singular } from '../../singular.ts';
import { snakeCase } from '../../snake-case.ts';
import type { NativePath, NativePathParameter } from '../overlays/overlay.ts';
import { htmlToText } from '../plain-text.ts';
import { bearsName, bindInput, type InputBinding } from './bind-input.ts';
import { type FoundRow, scalarRow, structureRow } from './found-row.ts';
import { listFilters } from './list-filters.ts';
import type { MergeSubject } from './merge-subject.ts';
import { isOfMany, type ReadInput, type ReadOperation } from './read-operation.ts';
import type { RowSource } from './row-sources.ts';
import { plainName, sameWord } from './same-word.ts';
import type { MergedPair } from './service-report.ts';

export interface MergedPath {
  readonly path: NativePath;
  readonly pair: MergedPair;
}
export type MergeResult = readonly MergedPath[] | { readonly why: string };

/** Without a limit of the model, as many as most APIs take in one call. */
const assumedBatch = 100;

/** The access paths that an operation is for a type, by its rows and inputs; else why it is none. */
export function mergeOperation(subject: MergeSubject, operation: ReadOperation): MergeResult {
  if (subject.identifier.length === 0) return { why: 'the type has no identifier of its own properties' };
  const sources = sourcesFor(operation);
  const results = sources.map((source) => mergeSource(subject, operation, source));
  const [best] = results
    .flatMap((result) => ('why' in result ? [] : [result]))
    .map((paths, index) => ({ paths, index, worth: worthOf(operation, paths) }))
    .sort((one, other) => other.worth - one.worth || one.index - other.index);
  const [first] = results;
  return best?.paths ?? first ?? { why: 'its output has no rows of the kind' };
}

/**
 * A row that says itself which it is tells more than one that the call's input, or what stands beside it, has to be
 * added to; then columns count. A structure that is not called like the thing is a part of it, and may be absent.
 */
function worthOf({ noun }: ReadOperation, paths: readonly MergedPath[]): number {
  const [first] = paths;
  if (!first) return 0;
  const { result, identifier, matched } = first.pair;
  const end = plainName(result.split('.').pop() ?? '');
  const wanted = plainName(singular(noun));
  const isCalled = end !== '' && (wanted.endsWith(end) || end.endsWith(wanted) || end.startsWith(wanted));
  const count = (start: string) => Object.values(identifier).filter((from) => from.startsWith(start)).length;
  return matched.length - count('$input.') * 1000 - count('$.') * (isCalled ? 3 : 500);
}

/** Lists for nouns of many, single structures for the others, unless there is only a list. */
function sourcesFor(operation: ReadOperation): readonly RowSource[] {
  const of = (yields: RowSource['yields']) => operation.sources.filter((source) => source.yields === yields);
  if (isOfMany(operation)) return of('many');
  const [first] = operation.sources;
  const pages = first?.yields === 'many' && operation.pages && operation.verb !== 'Get' ? [first] : [];
  return [...of('one'), ...pages];
}

function mergeSource(subject: MergeSubject, operation: ReadOperation, source: RowSource): MergeResult {
  const bindings = new Map<ReadInput, InputBinding>();
  for (const input of operation.inputs) {
    const binding = bindInput(subject, input);
    if (binding) bindings.set(input, binding);
  }
  const required = operation.inputs.filter((input) => input.required);
  const strange = required.find(
    (input) => input.takes === undefined || (input.takes === 'many' && !bindings.has(input)),
  );
  if (strange) return { why: `it needs ${strange.name}, which no column holds` };

  const found = source.rows === 'scalars' ? scalarRow(subject, source) : structureRow(subject, operation, source);
  if ('why' in found) return found;
  const own = [...bindings].filter(
    ([, { column, own: isOwn }]) =>
      isOwn && subject.identifier.includes(column) && (source.yields === 'one' || bearsName(subject, column)),
  );
  const secondary = [...bindings].filter(([, binding]) => binding.own && !subject.identifier.includes(binding.column));
  const by = (inputs: readonly ReadInput[], kind: MergedPair['kind']) =>
    pathOf(subject, operation, source, found, bindings, inputs, kind);

  if (source.yields === 'one') {
    const unbound = required.find((input) => !bindings.has(input));
    if (unbound) return { why: `it needs ${unbound.name}, which no column holds` };
    const naming = required.length > 0 ? required : [...own, ...secondary].slice(0, 1).map(([input]) => input);
    const inputs = [...naming, ...otherParts(subject, bindings, naming)];
    return by(inputs, inputs.length > 0 ? 'get' : 'list');
  }

  const parents = required.filter((input) => !bindings.get(input)?.own);
  const requiredOwn = required.filter((input) => bindings.get(input)?.own);
  const repeated = missingParts(subject, found, bindings, required);
  if (requiredOwn.length > 0) {
    const kind = kindOf(requiredOwn);
    if (kind === 'get' && operation.verb === 'List') return { why: 'it lists what belongs to one of them' };
    // A type such as `Permissions` is all that the call returns, and no row of it.
    if (kind === 'get' && isPlural(subject.type)) return { why: 'its rows are parts of what the type is' };
    return by([...required, ...repeated], kind);
  }
  const given = repeated.filter((input) => input.takes === 'one' && !bindings.get(input)?.own);
  const narrowing = operation.inputs.filter(
    (input) => !input.required && bindings.has(input) && isNarrowed(operation, input),
  );
  const list = by([...parents, ...given, ...narrowing].filter(unique), 'list');
  const [many] = own.find(([input]) => input.takes === 'many') ?? own.find(([input]) => input.takes === 'one') ?? [];
  if (!many) return list;
  const keyed = by([...parents, ...given, ...narrowing, many].filter(unique), kindOf([many]));
  if ('why' in keyed) return list;
  return 'why' in list ? keyed : [...list, ...keyed];
}

/** An input without which a list answers for a default alone, by its documentation: that would leave rows out. */
function isNarrowed({ documentation }: ReadOperation, input: ReadInput): boolean {
  if (input.takes !== 'one') return false;
  const text = htmlToText(input.documentation);
  const whole = htmlToText(documentation);
  return (
    /\bdefault [\w ]{1,30} is (used|assumed)/i.test(text) ||
    (/\bimplicitly\b/.test(whole) && sameWord(input.name, 'UserName'))
  );
}

function kindOf(inputs: readonly ReadInput[]): 'batch' | 'get' {
  return inputs.some(({ takes }) => takes === 'many') ? 'batch' : 'get';
}

function unique<Item>(item: Item, index: number, items: readonly Item[]): boolean {
  return items.indexOf(item) === index;
}

/** Optional inputs that hold a part of the identifier that the rows leave out: the call repeats it. */
function missingParts(
  { identifier }: MergeSubject,
  { identifier: found }: FoundRow,
  bindings: ReadonlyMap<ReadInput, InputBinding>,
  inputs: readonly ReadInput[],
): readonly ReadInput[] {
  return identifier
    .filter(({ name }) => found[name] === undefined)
    .filter((column) => !inputs.some((input) => bindings.get(input)?.column === column))
    .flatMap((column) => [...bindings].find(([, binding]) => binding.column === column)?.[0] ?? []);
}

/** Inputs of a get for the parts of the identifier that it does not demand, but which only together name a thing. */
function otherParts(
  { identifier }: MergeSubject,
  bindings: ReadonlyMap<ReadInput, InputBinding>,
  inputs: readonly ReadInput[],
): readonly ReadInput[] {
  if (inputs.length === 0 || identifier.length < 2) return [];
  return identifier
    .filter((column) => !inputs.some((input) => bindings.get(input)?.column === column))
    .flatMap((column) => [...bindings].find(([, binding]) => binding.column === column)?.[0] ?? []);
}

function pathOf(
  subject: MergeSubject,
  operation: ReadOperation,
  source: RowSource,
  found: FoundRow,
  bindings: ReadonlyMap<ReadInput, InputBinding>,
  inputs: readonly ReadInput[],
  kind: MergedPair['kind'],
): MergeResult {
  const further: Record<string, string> = { ...found.further };
  const identifier: Record<string, string> = { ...found.identifier };
  const needs: Record<string, string> = {};
  const parameters: NativePathParameter[] = [];
  for (const input of inputs) {
    const known = bindings.get(input)?.column.name;
    const column = known ?? freeName(subject, input, found.names);
    needs[input.name] = column;
    if (!found.names.includes(column)) {
      // A call for many does not say which of them a row is of.
      if (input.takes === 'many') return { why: `its rows do not say which of ${input.name} they are` };
      further[column] = `$input.${input.name}`;
      if (subject.identifier.some(({ name }) => name === column)) identifier[column] = `$input.${input.name}`;
    }
    parameters.push({
      name: input.name,
      input: input.name,
      columns: [[column]],
      required: true,
      ...(input.takes === 'many' && { batch: Math.max(1, input.max ?? assumedBatch) }),
    });
  }
  const lacking = subject.identifier.find(({ name }) => identifier[name] === undefined);
  if (lacking) return { why: `its rows have no ${lacking.property ?? lacking.name}, which identifies the type` };
  const others = operation.inputs.filter((input) => !inputs.includes(input));
  const filters = kind === 'list' ? listFilters(subject.model, others, source.row, found.members) : [];
  const path: NativePath = {
    operation: operation.name,
    kind: kind === 'list' ? 'list' : 'get',
    result: source.path,
    ...(Object.keys(found.rename).length > 0 && { rename: found.rename }),
    ...(found.omit.length > 0 && { omit: found.omit }),
    ...(Object.keys(further).length > 0 && { further }),
    ...(parameters.length > 0 && { parameters }),
    ...(filters.length > 0 && { filters }),
    ...(kind === 'list' && source.yields === 'one' && { mayBeAbsent: true }),
  };
  const pair: MergedPair = {
    resource: subject.name,
    type: subject.schema.typeName,
    operation: operation.name,
    kind,
    result: source.path,
    identifier,
    matched: found.matched,
    apart: found.apart,
    needs,
  };
  return [{ path, pair }];
}

/** The column of an input that CloudFormation has no property for. */
function freeName({ columns }: MergeSubject, input: ReadInput, names: readonly string[]): string {
  const name = snakeCase(input.name);
  if (names.includes(name)) return name;
  return columns.some((column) => column.name === name) ? `native_${name}` : name;
}
