import type { ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { quoteIdentifier } from '../data/quote.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { closingIndex } from '../sql/closing-index.ts';
import { endsOperand, isBlank, isName, isOperator, isPunctuation, isWord, nameOf, type Token } from '../sql/token.ts';
import { tokenize } from '../sql/tokenize.ts';
import { columnsNamed } from './columns-named.ts';

/** A resource where a query names it. */
export interface NamedUse {
  readonly description: ResourceDescription;
  readonly alias: string;
}

export interface TextOfNames {
  readonly uses: readonly NamedUse[];
  /** Whether tables stand beside them whose columns are not known here: of these, names without a table's may be. */
  readonly hasOthers: boolean;
  /** Where the text names tables: from, to. */
  readonly tables: readonly (readonly [number, number])[];
  /** Whether a parameter is the column that is called alike. */
  readonly namesColumns?: boolean;
}

/** How Cloud Control's own parameters are written without what tells the fields of a request apart. */
const identifierName = 'identifier';
const identifierParameter = 'data__Identifier';

/**
 * A query with the columns of its resources by the catalog's names, where it has those of the API: `instanceId`, `VolumeId`,
 * `Identifier`. What it shows keeps the name that it is written by. Throws AMBIGUOUS_COLUMN where a name may be that of several.
 */
export function rewriteNames(sql: string, text: TextOfNames): string {
  const tokens = tokenize(sql);
  const whole = tokens.filter((token) => !isBlank(token));
  const defined = namesDefined(whole);
  const shown = shownItems(whole);
  const isUnion = whole.some((token) => isWord(token, 'union', 'intersect', 'except'));
  const changes = new Map<Token, string>();
  const meant = new Map<string, string | undefined>();
  for (const [index, token] of whole.entries()) {
    if (!isColumnAt(whole, index) || text.tables.some(([from, to]) => token.offset >= from && token.offset < to))
      continue;
    const name = nameOf(token);
    const qualifier = isPunctuation(whole[index - 1], '.') ? whole[index - 2] : undefined;
    const uses = usesOf(text, isName(qualifier) ? nameOf(qualifier) : undefined, defined.has(name.toLowerCase()));
    if (uses.length === 0) continue;
    const key = `${isName(qualifier) ? nameOf(qualifier) : ''}.${name}`.toLowerCase();
    if (!meant.has(key)) meant.set(key, meantBy(uses, name, text.namesColumns));
    const written =
      meant.get(key) ?? identifierAt(whole, index, uses, isName(qualifier) ? nameOf(qualifier) : undefined);
    if (written === undefined) continue;
    const isShown = shown.has(token) && !isUnion;
    changes.set(token, isShown ? `${written} AS ${quoteIdentifier(name)}` : written);
  }
  return changes.size === 0 ? sql : tokens.map((token) => changes.get(token) ?? token.text).join('');
}

/** The resources that a name may be a column of. */
function usesOf(
  { uses, hasOthers }: TextOfNames,
  qualifier: string | undefined,
  isDefined: boolean,
): readonly NamedUse[] {
  const own = uses.filter(({ alias }) => alias.toLowerCase() === qualifier?.toLowerCase());
  if (own.length > 0) return own;
  // A name that the query gives to something of its own, or that another table may have, is left as it is.
  return isDefined || hasOthers ? [] : uses;
}

function meantBy(uses: readonly NamedUse[], name: string, ofParameters = false): string | undefined {
  const wanted = name.toLowerCase();
  const isOwn = uses.some(
    ({ description: { columns, accessPaths } }) =>
      columns.some((column) => column.name.toLowerCase() === wanted) ||
      (!ofParameters &&
        accessPaths.some((path) => path.parameters.some((parameter) => parameter.name.toLowerCase() === wanted))),
  );
  if (isOwn) return undefined;
  const found = new Map(
    uses.flatMap(({ description }) =>
      columnsNamed(description, name, { ofParameters }).map((one) => [one, description]),
    ),
  );
  const [column, second] = found.keys();
  if (second === undefined) return column === undefined ? undefined : quoteIdentifier(column);
  const candidates = [...found].map(([one, description]) => `${resourceId(description)}.${one}`).join(', ');
  throw new SkyqlError('AMBIGUOUS_COLUMN', `The column ${name} may be any of: ${candidates}.`, {
    hint: 'Write the one that is meant.',
  });
}

/**
 * `Identifier` is the parameter where it is given a value, and elsewhere what the rows say: the columns of the primary identifier.
 */
function identifierAt(
  tokens: readonly Token[],
  index: number,
  uses: readonly NamedUse[],
  qualifier: string | undefined,
): string | undefined {
  const token = tokens[index];
  if (token === undefined || nameOf(token).toLowerCase() !== identifierName) return undefined;
  const having = uses.filter(({ description: { accessPaths, columns } }) => {
    const isParameter = accessPaths.some(({ parameters }) =>
      parameters.some(({ name }) => name === identifierParameter),
    );
    return isParameter && !columns.some(({ name }) => name === identifierName);
  });
  const [use] = having;
  if (use === undefined) return undefined;
  if (isGiven(tokens, index, qualifier === undefined)) return quoteIdentifier(identifierParameter);
  const prefix = qualifier === undefined ? '' : `${quoteIdentifier(qualifier)}.`;
  const [first, ...others] = use.description.identifier.map(quoteIdentifier);
  if (first === undefined) return undefined;
  return others.length === 0 ? first : [first, ...others.map((column) => `${prefix}${column}`)].join(" || '|' || ");
}

/** Whether a column is compared with something that is no column of another table. */
function isGiven(tokens: readonly Token[], index: number, isBare: boolean): boolean {
  const next = tokens[index + 1];
  if (isWord(next, 'in')) return true;
  const isColumn = (at: number) => isName(tokens[at]) && isPunctuation(tokens[at + 1], '.');
  if (isOperator(next, '=') || isOperator(next, '==')) return !isColumn(index + 2);
  const before = index - (isBare ? 1 : 3);
  const isAfterEquals = isOperator(tokens[before], '=') || isOperator(tokens[before], '==');
  return isAfterEquals && !isPunctuation(tokens[before - 2], '.');
}

/** Whether a name stands where a column does: no function, no table before a dot, no type, no name that is given. */
function isColumnAt(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  if (!isName(token) || isPunctuation(after, '(') || isPunctuation(after, '.')) return false;
  if (isWord(before, 'as') || isOperator(before, '::') || isOperator(after, ':=') || isOperator(after, '=>'))
    return false;
  return isPunctuation(before, '.') || !endsOperand(before);
}

/** The names that a query gives: `x AS name`, `x name`, and those in brackets behind such a one, or behind that of a WITH. */
function namesDefined(tokens: readonly Token[]): ReadonlySet<string> {
  const isGivenAt = (index: number) => {
    const before = tokens[index - 1];
    return isName(tokens[index]) && (isWord(before, 'as') || (endsOperand(before) && !isPunctuation(before, '.')));
  };
  const names = tokens.flatMap((token, index) => {
    if (isName(token) && isGivenAt(index)) return [token];
    if (!isPunctuation(token, '(') || !isName(tokens[index - 1]) || !endsOperand(tokens[index - 1])) return [];
    const close = closingIndex(tokens, index) ?? index;
    // `name (a, b) AS (`, and not `f(a) AS b`.
    const isOfWith =
      isWord(tokens[close + 1], 'as') &&
      (isPunctuation(tokens[close + 2], '(') || isWord(tokens[close + 2], 'materialized', 'not'));
    return isOfWith || isGivenAt(index - 1) ? tokens.slice(index + 1, close).filter(isName) : [];
  });
  return new Set(names.map((token) => nameOf(token).toLowerCase()));
}

const clauses = 'from where group having order limit offset qualify window union intersect except'.split(' ');

/** The last tokens of the items of the query's own result that are columns alone. */
function shownItems(tokens: readonly Token[]): ReadonlySet<Token> {
  const shown = new Set<Token>();
  let depth = 0;
  let isList = false;
  for (const [index, token] of tokens.entries()) {
    if (isPunctuation(token, '(') || isPunctuation(token, '[')) depth += 1;
    if (isPunctuation(token, ')') || isPunctuation(token, ']')) depth -= 1;
    if (depth !== 0) continue;
    if (isWord(token, 'select')) isList = true;
    else if (isWord(token, ...clauses)) isList = false;
    if (!isList || !isName(token)) continue;
    const after = tokens[index + 1];
    const first = isPunctuation(tokens[index - 1], '.') ? tokens[index - 3] : tokens[index - 1];
    const begins = isPunctuation(first, ',') || isWord(first, 'select', 'distinct', 'all');
    if (begins && (after === undefined || isPunctuation(after, ',') || isWord(after, ...clauses))) shown.add(token);
  }
  return shown;
}
