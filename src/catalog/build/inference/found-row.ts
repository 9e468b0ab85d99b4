import type { ColumnDescription } from '../../resource-description.ts';
import { singular } from '../../singular.ts';
import { snakeCase } from '../../snake-case.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedShape } from '../models/documented-model.ts';
import { bestMember, memberRank } from './identifier-names.ts';
import type { MergeSubject } from './merge-subject.ts';
import { notReturned } from './not-returned.ts';
import type { ReadOperation } from './read-operation.ts';
import { type RowColumns, rowColumns } from './row-columns.ts';
import type { RowSource } from './row-sources.ts';
import { sameWord } from './same-word.ts';

/** What a row of an operation is, as the columns of a type. */
export interface FoundRow {
  readonly rename: Readonly<Record<string, string>>;
  readonly omit: readonly string[];
  readonly further: Readonly<Record<string, string>>;
  readonly identifier: Readonly<Record<string, string>>;
  readonly matched: readonly string[];
  readonly apart: readonly string[];
  /** Member of a row -> column. */
  readonly members: Readonly<Record<string, string>>;
  /** Columns of the row. */
  readonly names: readonly string[];
}

/** Rows that are structures, with what stands beside them where there is but one. */
export function structureRow(subject: MergeSubject, operation: ReadOperation, source: RowSource): FoundRow {
  const omit = notReturned(operation.name, operation.documentation, source.row);
  const row = rowColumns(subject, source.row, omit);
  const rename = Object.fromEntries(
    Object.entries(row.columns).filter(([member, column]) => snakeCase(member) !== column),
  );
  const inside = innerIdentifiers(subject, source.row, row);
  const beside = source.yields === 'one' && source.path !== '' ? besides(subject, operation, source, row) : undefined;
  const names = new Set([...Object.values(row.columns), ...Object.keys(inside)]);
  const further: Record<string, string> = { ...inside };
  for (const [member, column] of Object.entries(beside?.columns ?? {}))
    if (!names.has(column)) further[column] = `$.${member}`;
  const besideIdentifier = Object.fromEntries(
    Object.entries(beside?.identifier ?? {}).map(([column, member]) => [column, `$.${member}`]),
  );
  const known = (column: string) => names.has(column) || further[column] !== undefined;
  return {
    rename,
    omit,
    further,
    identifier: { ...besideIdentifier, ...inside, ...row.identifier },
    matched: [...new Set([...row.matched, ...Object.keys(inside), ...(beside?.matched ?? [])])].filter(known),
    apart: [...new Set([...row.apart, ...(beside?.apart ?? [])])].filter(known),
    members: row.columns,
    names: [...names, ...Object.keys(further)],
  };
}

/** What the output has beside the structure that is the row: tags, for example. */
function besides(subject: MergeSubject, { content }: ReadOperation, source: RowSource, row: RowColumns): RowColumns {
  const [own = ''] = source.path.split('.');
  const members = Object.fromEntries(Object.entries(content).filter(([member]) => member !== own));
  return rowColumns(subject, { type: 'structure', members }, [], Object.values(row.columns));
}

/** The identifier may stand in a structure of the row: `FunctionMetadata.FunctionARN`. */
function innerIdentifiers(
  subject: MergeSubject,
  row: DocumentedShape,
  { identifier }: RowColumns,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const column of subject.identifier.filter(({ name }) => identifier[name] === undefined)) {
    for (const [member, { shape }] of Object.entries(row.members ?? {})) {
      const inner = subject.model.shapes[shape];
      if (inner?.type !== 'structure' || !sameWord(member.replace(/(Metadata|Summary|Info)$/, ''), subject.type))
        continue;
      const name = bestMember(Object.keys(inner.members ?? {}), column.property ?? column.name, subject.type);
      if (name !== undefined) found[column.name] = `${member}.${name}`;
    }
  }
  return found;
}

/** Rows that are texts: the list's name says what they are (`TableNames`, `QueueUrls`), or the name of their shape does. */
export function scalarRow(subject: MergeSubject, source: RowSource): FoundRow | { readonly why: string } {
  const list = source.path.split('.').pop() ?? '';
  const names = [list, source.listShape.replace(/List$/, ''), source.rowShape].map(singular);
  const fitting = subject.identifier.filter(({ type }) => type === typeOfShape(source.row));
  const ranked = (column: ColumnDescription, name: string) =>
    memberRank(name, column.property ?? column.name, subject.type) !== undefined;
  const column =
    fitting.find((one) => names.some((name) => ranked(one, name))) ??
    // `clusters` of texts are names where nothing calls them otherwise.
    (sameWord(singular(list), subject.type) && !names.some((name) => /(arn|id|identifier|url)$/i.test(name))
      ? fitting.find((one) => memberRank(one.property ?? one.name, 'Name', subject.type) !== undefined)
      : undefined);
  if (!column) return { why: `its rows are texts of ${list}, which no part of the identifier is` };
  return {
    rename: {},
    omit: [],
    further: { [column.name]: '$row' },
    identifier: { [column.name]: '$row' },
    matched: [column.name],
    apart: [],
    members: {},
    names: [column.name],
  };
}
