import { placeColumnNames } from '../../../catalog/place-column-names.ts';
import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { quoteIdentifier } from '../../../data/quote.ts';
import { columnsNamed } from '../../../naming/columns-named.ts';
import { sameName } from '../../../plan/access/same-name.ts';
import { identifiersIn } from '../../../sql/identifiers-in.ts';
import type { Assignment, UpdateStatement } from '../../../sql/statement.ts';

const identifierParameter = 'data__Identifier';

/**
 * An UPDATE whose SET says which resource it means, as some tools write it (`SET data__Identifier = 'vpc-1', ... WHERE region = ...`):
 * what identifies cannot be set, so where WHERE says nothing of it, it is a condition.
 */
export function identifiedBySet(
  statement: UpdateStatement,
  description: ResourceDescription,
): Pick<UpdateStatement, 'assignments' | 'where'> {
  const { assignments, where } = statement;
  const named = identifiersIn(where ?? '');
  const taken = assignments.flatMap((assignment) => {
    const column = identifyingColumn(description, assignment.column);
    const isCondition = column !== undefined && !named.some((name) => identifyingColumn(description, name) === column);
    return isCondition && isLiteral(assignment.expression) ? [{ assignment, column }] : [];
  });
  // Of a SET of nothing else it is what is to be set, which is refused.
  if (taken.length === 0 || taken.length === assignments.length) return { assignments, where };
  const conditions = taken.map(
    ({ assignment, column }) => `${quoteIdentifier(column)} = ${assignment.expression.trim()}`,
  );
  const isTaken = (assignment: Assignment) => taken.some((one) => one.assignment === assignment);
  return {
    assignments: assignments.filter((assignment) => !isTaken(assignment)),
    where: [...(where === undefined ? [] : [`(${where})`]), ...conditions].join(' AND '),
  };
}

/** What of a resource's identity a name is: the parameter, a column of the identifier, or one of its place. */
function identifyingColumn(description: ResourceDescription, name: string): string | undefined {
  const plain = name.replace(/^data__/i, '');
  const place = placeColumnNames.find((own) => sameName(own, plain));
  if (place !== undefined) return place;
  const { columns, identifier, accessPaths } = description;
  const isOwn = columns.some((column) => sameName(column.property ?? '', plain) || sameName(column.name, plain));
  const takesIdentifier = accessPaths.some(({ parameters }) =>
    parameters.some((own) => own.name === identifierParameter),
  );
  if (!isOwn && sameName(plain, 'Identifier') && takesIdentifier) return identifierParameter;
  const [column] = isOwn
    ? columns.filter((own) => sameName(own.property ?? '', plain) || sameName(own.name, plain)).map((own) => own.name)
    : columnsNamed(description, plain);
  return column !== undefined && identifier.includes(column) ? column : undefined;
}

/** A text, a number or a parameter: what is computed of the row is no condition on it. */
function isLiteral(expression: string): boolean {
  return /^\s*(?:'(?:[^']|'')*'|\d+|getvariable\('[^']*'\))\s*$/i.test(expression);
}
