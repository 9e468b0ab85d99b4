import type { ParseContext } from './parse-context.ts';
import type { DescribeStatement, LocalStatement, NameReference, ShowStatement, ShowSubject } from './statement.ts';
import { isPunctuation, isWord } from './token.ts';

const subjects: Readonly<Record<string, ShowSubject>> = {
  providers: 'providers',
  services: 'services',
  resources: 'resources',
  methods: 'methods',
  permissions: 'permissions',
  relationships: 'relationships',
  connections: 'connections',
  auth: 'connections',
  warnings: 'warnings',
  requests: 'requests',
  limits: 'limits',
  cache: 'cache',
  version: 'version',
};

/** What SHOW takes, for the hint of one that it does not. */
export const showForms =
  'SHOW takes PROVIDERS, SERVICES IN provider, RESOURCES IN provider.service, METHODS IN resource, INSERT INTO resource, ' +
  'PERMISSIONS IN resource, RELATIONSHIPS IN resource, CONNECTIONS, WARNINGS, REQUESTS, LIMITS, CACHE or VERSION.';

/** SHOW of the catalog's things; any other SHOW is DuckDB's, but that of a name with dots describes a resource. */
export function parseShow(context: ParseContext): ShowStatement | DescribeStatement | LocalStatement {
  const { cursor, base } = context;
  cursor.expectWord('show');
  const start = cursor.index;
  let extended = cursor.takeWords('extended');
  const isAuth = cursor.isWord('auth');
  const subject = takeSubject(context);
  if (subject === undefined) {
    refuseForeignShow(context);
    const name = extended || cursor.peek(1)?.text === '.' ? cursor.expectNameReference(showForms) : undefined;
    if (name !== undefined && cursor.atEnd) return { ...base, kind: 'describe', subject: 'resource', extended, name };
    cursor.moveTo(start);
    const takesPlace = isWord(cursor.peek(extended ? 2 : 1), 'in', 'like', 'where', 'extended');
    if (extended || takesPlace || cursor.atEnd) throw cursor.expected('what to show', showForms);
    return { ...base, kind: 'local' };
  }
  let place: NameReference | undefined;
  let like: string | undefined;
  let where: string | undefined;
  while (!cursor.atEnd) {
    if (cursor.takeWords('extended')) extended = true;
    else if (place === undefined && cursor.isWord('in', 'from', 'for', 'into')) {
      cursor.next();
      place = cursor.expectNameReference('the name of a provider, a service or a resource');
    } else if (like === undefined && cursor.isWord('like', 'ilike')) {
      cursor.next();
      like = cursor.expectString("a text such as '%image%' after LIKE");
    } else if (where === undefined && cursor.takeWords('where')) {
      where = cursor.takeUntil((token) => isWord(token, 'extended'), 'a condition after WHERE');
    } else if (isAuth && place === undefined) place = cursor.expectNameReference('the name of a provider');
    else throw cursor.expected(place === undefined ? 'IN, LIKE or WHERE' : 'LIKE or WHERE', showForms);
  }
  return { ...base, kind: 'show', subject, extended, in: place, like, where };
}

function takeSubject({ cursor }: ParseContext): ShowSubject | undefined {
  if (cursor.isWord('insert')) {
    cursor.next();
    if (!cursor.isWord('into')) throw cursor.expected('INTO', 'Write SHOW INSERT INTO provider.service.resource.');
    return 'insert';
  }
  const word = cursor.peek();
  const subject = word?.kind === 'identifier' ? subjects[word.text.toLowerCase()] : undefined;
  if (subject === undefined) return undefined;
  if (isPunctuation(cursor.peek(1), '.')) return undefined;
  cursor.next();
  return subject;
}

function refuseForeignShow({ cursor }: ParseContext): void {
  if (cursor.isWord('tables', 'columns') && isWord(cursor.peek(1), 'in')) {
    const isTables = cursor.isWord('tables');
    cursor.next();
    throw cursor.error(
      `SHOW ${isTables ? 'TABLES' : 'COLUMNS'} IN shows nothing of a provider.`,
      isTables ? 'Write SHOW RESOURCES IN provider.service.' : 'Write DESCRIBE resource.',
    );
  }
}
