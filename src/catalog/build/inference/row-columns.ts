import type { ColumnDescription } from '../../resource-description.ts';
import { snakeCase } from '../../snake-case.ts';
import type { DocumentedShape } from '../models/documented-model.ts';
import { bestMember, memberRank } from './identifier-names.ts';
import type { MergeSubject } from './merge-subject.ts';
import { sameContent } from './same-content.ts';

/** Which column each member of a row is. */
export interface RowColumns {
  readonly columns: Readonly<Record<string, string>>;
  /** Columns of the identifier -> member. */
  readonly identifier: Readonly<Record<string, string>>;
  /** CloudFormation's columns that the row has. */
  readonly matched: readonly string[];
  /** Columns that are of the same name as one of CloudFormation's, but of other content. */
  readonly apart: readonly string[];
}

/** Columns that every resource has from where it was read. */
const places = ['region', 'account_id', 'connection'];
/** What names a thing: such members are the column of that name with or without the type in front. */
const naming = /^(name|arn|id)$/;

/** The columns of the members of a row; a member that nothing is known of is a column of its own. */
export function rowColumns(
  subject: MergeSubject,
  row: DocumentedShape,
  omit: readonly string[],
  /** Columns that are there already. */
  known: readonly string[] = [],
  /** Member -> column, where a person has said it. */
  told: Readonly<Record<string, string>> = {},
): RowColumns {
  const { model, type, schema } = subject;
  const members = Object.keys(row.members ?? {}).filter((member) => !omit.includes(member));
  const shapeOf = (member: string) => model.shapes[row.members?.[member]?.shape ?? ''];
  const columns: Record<string, string> = {};
  const identifier: Record<string, string> = {};
  const matched: string[] = [];
  const apart: string[] = [];
  const used = new Set<string>(known);
  const take = (member: string, column: string) => {
    columns[member] = column;
    used.add(column);
  };
  const same = (column: ColumnDescription, member: string) => {
    const shape = shapeOf(member);
    return shape !== undefined && sameContent(column, schema, model, shape);
  };

  for (const [member, column] of Object.entries(told)) {
    take(member, column);
    const own = subject.columns.some(({ name }) => name === column);
    if (own) matched.push(column);
    if (subject.identifier.some(({ name }) => name === column)) identifier[column] = member;
  }
  for (const column of subject.identifier.filter(({ name }) => !used.has(name))) {
    const member = bestMember(
      members.filter((one) => columns[one] === undefined && same(column, one)),
      column.property ?? column.name,
      type,
    );
    if (member === undefined) continue;
    take(member, column.name);
    identifier[column.name] = member;
    matched.push(column.name);
  }
  for (const member of members.filter((one) => columns[one] === undefined)) {
    const name = snakeCase(member);
    const own = subject.columns.find((column) => column.name === name) ?? namingColumn(subject, member, members);
    if (own && !used.has(own.name) && same(own, member)) {
      take(member, own.name);
      matched.push(own.name);
      continue;
    }
    const isTaken = subject.columns.some((column) => column.name === name) || places.includes(name) || used.has(name);
    if (isTaken && used.has(`native_${name}`)) continue;
    if (isTaken) apart.push(`native_${name}`);
    take(member, isTaken ? `native_${name}` : name);
  }
  return { columns, identifier, matched, apart };
}

/** `ProjectName` is the column `name` of a project, where the row has no `Name` besides. */
function namingColumn(
  { columns, type }: MergeSubject,
  member: string,
  members: readonly string[],
): ColumnDescription | undefined {
  return columns.find(
    ({ name, property }) =>
      property !== undefined &&
      (naming.test(name) || naming.test(snakeCase(member))) &&
      memberRank(member, property, type) === 1 &&
      !members.some((other) => other !== member && memberRank(other, property, type) === 0),
  );
}
