import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';

/** A statement that needs the value of a column that no call of it can read. */
export function unreadable(description: ResourceDescription, column: string): SkyqlError {
  const name = resourceId(description);
  return new SkyqlError(
    'UNREADABLE_COLUMN',
    `${column} of ${name} cannot be read: ${reasonFor(description, column)}.`,
    {
      hint: hintFor(description, column) ?? `Leave ${column} out: no row can be told by it.`,
    },
  );
}

/** What is to be said where such columns are only shown. */
export function neverRead(description: ResourceDescription, columns: readonly string[]): SkyqlError {
  const name = resourceId(description);
  const [first = ''] = columns;
  const are = columns.length === 1 ? 'is' : 'are';
  return new SkyqlError(
    'NEVER_READ',
    `${columns.join(', ')} of ${name} ${are} NULL in every row: ${reasonFor(description, first)}.`,
    { hint: hintFor(description, first), scope: { service: name } },
  );
}

function reasonFor({ columns, accessPaths }: ResourceDescription, column: string): string {
  if (columns.find(({ name }) => name === column)?.writeOnly === true) return 'AWS takes it and never tells it again';
  return accessPaths.some((path) => path.columns.includes(column))
    ? 'only a call for what the statement does not name tells it'
    : 'no call tells it';
}

function hintFor({ accessPaths }: ResourceDescription, column: string): string | undefined {
  const [path] = accessPaths.filter((own) => own.columns.includes(column));
  const needed = (path?.parameters ?? []).filter(({ required }) => required).map(({ name }) => name);
  return path === undefined || needed.length === 0
    ? undefined
    : `${path.method} tells it: give it ${needed.join(', ')} in WHERE.`;
}
