import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { relationsBetween, relationText } from './relations.ts';

/** DuckDB's complaint of a column, with the nearest of the resources' own names and where to see them all. */
export function explainUnknownColumn(error: unknown, descriptions: readonly ResourceDescription[]): unknown {
  if (!(error instanceof SkyqlError) || error.code !== 'UNKNOWN_COLUMN') return error;
  const name = (/column named "([^"]+)"/.exec(error.message) ?? /"([^"]+)"/.exec(error.message))?.[1];
  if (name === undefined || descriptions.length === 0) return error;
  const names = descriptions.flatMap((description) => [
    ...description.columns.map((column) => column.name),
    ...description.accessPaths.flatMap((path) => path.parameters.map((parameter) => parameter.name)),
  ]);
  // A view or subquery that leaves the column out, or another resource of the join: one of them has it.
  if (names.some((own) => own.toLowerCase() === name.toLowerCase())) {
    const joined = joinedBy(descriptions);
    const hint = `${error.hint ?? ''}${joined}`.trim();
    return joined === ''
      ? error
      : new SkyqlError('UNKNOWN_COLUMN', error.message, { hint, position: error.position, cause: error });
  }
  const near = suggest(name, names);
  const resources = [...new Set(descriptions.map(resourceId))];
  const where = resources.map((resource) => `DESCRIBE ${resource}`).join(' or ');
  return new SkyqlError('UNKNOWN_COLUMN', `There is no column ${name} in ${resources.join(' or ')}.`, {
    hint: `${near.length === 0 ? `${where} lists the columns.` : `Did you mean ${near.join(' or ')}? ${where} lists them all.`}${joinedBy(descriptions)}`,
    position: error.position,
    cause: error,
  });
}

/** How the resources of a join refer to each other: the column that is not there may be meant as its key. */
function joinedBy(descriptions: readonly ResourceDescription[]): string {
  const relations = descriptions.flatMap((one, index) =>
    descriptions.slice(index + 1).flatMap((other) => relationsBetween(one, other)),
  );
  return relations.length === 0 ? '' : ` ${relations.map(relationText).join('; ')}.`;
}
