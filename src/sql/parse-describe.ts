import type { ParseContext } from './parse-context.ts';
import { beginsQuery, takeQuery } from './parse-query.ts';
import type { DescribeStatement, LocalStatement } from './statement.ts';
import { isName } from './token.ts';

export function parseDescribe({ cursor, base }: ParseContext): DescribeStatement | LocalStatement {
  cursor.next();
  if (cursor.atEnd) return { ...base, kind: 'local', givesRows: true };
  if (beginsQuery(cursor) && !(cursor.isWord('table') && cursor.peek(1) !== undefined)) {
    return { ...base, kind: 'local', definition: takeQuery(cursor, 'a query'), givesRows: true };
  }
  let extended = cursor.takeWords('extended');
  const followed = isName(cursor.peek(1));
  const subject = followed && cursor.takeWords('method') ? 'method' : 'resource';
  if (followed && subject === 'resource' && cursor.isWord('resource', 'table', 'view')) cursor.next();
  if (cursor.peek(1)?.kind === 'identifier' && cursor.takeWords('extended')) extended = true;
  const what =
    subject === 'method' ? 'a resource and its method, as in aws.ec2.images.image_Copy' : 'the name of a resource';
  const name = cursor.expectNameReference(what);
  if (cursor.takeWords('extended')) extended = true;
  cursor.expectEnd('the name', 'Write DESCRIBE [EXTENDED] resource, or DESCRIBE METHOD [EXTENDED] resource.method.');
  return { ...base, kind: 'describe', subject, extended, name };
}
