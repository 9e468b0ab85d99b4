import { singular } from '../../singular.ts';
import { snakeCase } from '../../snake-case.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedModel, DocumentedReference } from '../models/documented-model.ts';
import { notReturned } from './not-returned.ts';
import type { ReadOperation } from './read-operation.ts';

/** A column that a reading operation yields, with the member of its rows that it is. */
export interface NativeRowColumn {
  readonly name: string;
  /** `$row` where the rows themselves are the values. */
  readonly member: string;
  readonly type: string;
}

export interface NativeRow {
  readonly columns: readonly NativeRowColumn[];
  /** Members that are no columns. */
  readonly omit: readonly string[];
}

/** What every row has from where it was read. */
const places: ReadonlySet<string> = new Set(['region', 'account_id', 'connection']);
/** Members beside the content, of an output that is itself the row. */
const besideContent = /^(request_?id|response_?metadata|result_?metadata|client_?token|status_?code)$/i;
/** Names of lists that say nothing of what is in them. */
const anything = /^(items?|values?|list|results?|elements?|entries|content|data|output)$/i;

/** The columns of an operation's rows; one of a name that something else has already is told apart by a prefix. */
export function nativeRow(model: DocumentedModel, read: ReadOperation): NativeRow {
  const [source] = read.sources;
  if (!source) return { columns: [], omit: [] };
  // A document, or a structure that the model says nothing of, is one value as well.
  if (source.rows === 'scalars' || Object.keys(source.row.members ?? {}).length === 0) {
    const list = source.path.split('.').pop() ?? '';
    const type = typeOfShape(source.row);
    return { columns: [{ name: apart(scalarName(list, read.noun), new Set()), member: '$row', type }], omit: [] };
  }
  const members = Object.entries(source.row.members ?? {});
  const paging = source.path === '' ? pagingMembers(model, read.name) : new Set<string>();
  const unread = new Set(notReturned(read.name, read.documentation, source.row));
  const omit = members
    .map(([member]) => member)
    .filter((member) => unread.has(member) || paging.has(member) || (source.path === '' && besideContent.test(member)));
  const used = new Set<string>();
  const columns = members
    .filter(([member]) => !omit.includes(member))
    .map(([member, reference]) => {
      const name = apart(snakeCase(member), used);
      used.add(name);
      return { name, member, type: typeOf(model, member, reference) };
    });
  return { columns, omit };
}

/** `TableNames` holds the `table_name`, `Ids` of findings the `finding_id`. */
function scalarName(list: string, noun: string): string {
  const one = singular(list);
  const whose = snakeCase(singular(noun));
  if (anything.test(list)) return whose;
  return /^(id|arn|name|url|key)$/i.test(one) ? `${whose}_${snakeCase(one)}` : snakeCase(one);
}

/** A name that is no other column's. */
export function apart(name: string, used: ReadonlySet<string>): string {
  let free = places.has(name) ? `native_${name}` : name;
  while (used.has(free)) free = `native_${free}`;
  return free;
}

function pagingMembers(model: DocumentedModel, operation: string): ReadonlySet<string> {
  const { output_token = [], more_results = [] } = model.paginators[operation] ?? {};
  return new Set([output_token, more_results].flat());
}

function typeOf(model: DocumentedModel, member: string, reference: DocumentedReference): string {
  return member.toLowerCase() === 'tags' && isTagList(model, reference)
    ? 'object'
    : typeOfShape(model.shapes[reference.shape]);
}

/** Whether the rows of a path have their tags as a list of keys and values. */
export function hasTagList(model: DocumentedModel, { sources }: ReadOperation): boolean {
  return Object.entries(sources[0]?.row.members ?? {}).some(
    ([member, reference]) => member.toLowerCase() === 'tags' && isTagList(model, reference),
  );
}

/** `[{Key, Value}]`, which the column `tags` opens to an object. */
function isTagList(model: DocumentedModel, { shape }: DocumentedReference): boolean {
  const { type, member } = model.shapes[shape] ?? {};
  const names = Object.keys(model.shapes[member?.shape ?? '']?.members ?? {});
  return type === 'list' && names.length === 2 && names.every((name) => /^(tag)?(key|value)$/i.test(name));
}
