import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { Row } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangeOutcome } from '../../../execute/apply-changes.ts';
import { columnsNamed } from '../../../naming/columns-named.ts';
import { sameName } from '../../../plan/access/same-name.ts';
import { findStars } from '../../../sql/find-stars.ts';
import { identifiersIn } from '../../../sql/identifiers-in.ts';

type Told = (outcome: ChangeOutcome, typeName: string | null) => Row[string];

/** What RETURNING can tell of how a change went, by the names of a request's state in AWS's API and by those that a change answers with. */
const outcomeColumns: Readonly<Record<string, Told>> = {
  Identifier: ({ identifier }) => identifier,
  RequestToken: ({ requestToken }) => requestToken,
  OperationStatus: ({ status }) => status,
  Operation: ({ operation }) => operation,
  ErrorCode: ({ errorCode }) => errorCode,
  StatusMessage: ({ message }) => message,
  EventTime: ({ eventTime }) => eventTime,
  TypeName: (_, typeName) => typeName,
  // A state has these while it lasts, and none of what has ended.
  ResourceModel: () => null,
  RetryAfter: () => null,
  HooksRequestToken: () => null,
  status: ({ status }) => status,
  error_code: ({ errorCode }) => errorCode,
  message: ({ message }) => message,
  request_token: ({ requestToken }) => requestToken,
  region: ({ region }) => region,
};

const names = Object.keys(outcomeColumns);

/**
 * The columns of a RETURNING that asks how the change went, as it writes them; undefined of one that asks for the resource. Throws
 * WRONG_ARGUMENTS where it asks for both.
 */
export function outcomeNames(
  { columns, accessPaths, ...description }: ResourceDescription,
  list: string,
): readonly string[] | undefined {
  const written = identifiersIn(list);
  const isOfResource = (name: string) =>
    columns.some((column) => sameName(column.name, name)) ||
    columnsNamed({ ...description, columns, accessPaths }, name).length > 0;
  const asked = written.filter((name) => names.some((own) => sameName(own, name)) && !isOfResource(name));
  if (asked.length === 0) return undefined;
  const place = ['region'];
  const others = written.filter((name) => isOfResource(name) && !place.some((own) => sameName(own, name)));
  if (others.length === 0 && findStars(`SELECT ${list}`).length === 0)
    return names.map((own) => written.find((name) => sameName(own, name)) ?? own);
  throw new SkyqlError(
    'WRONG_ARGUMENTS',
    `RETURNING asks for the resource (${others[0] ?? '*'}) and for how the change went (${asked[0]}).`,
    { hint: `Ask for one of them. Of the change there are ${names.slice(0, 8).join(', ')}.` },
  );
}

/** What the columns of that order hold of one change. */
export function outcomeRow(outcome: ChangeOutcome, written: readonly string[], typeName: string | null): Row {
  return Object.fromEntries(
    written.map((name, index) => [name, outcomeColumns[names[index] ?? '']?.(outcome, typeName) ?? null]),
  );
}
