import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import { rewriteCompatibleCasts } from './rewrite-compatible-casts.ts';
import { nameValueColumns, rewriteElementNames, rewriteFunctionNames } from './rewrite-element-names.ts';
import { rewriteFetch } from './rewrite-fetch.ts';
import { rewriteJsonKeys } from './rewrite-json-keys.ts';
import { rewriteJsonValues } from './rewrite-json-values.ts';
import { rewriteLimit } from './rewrite-limit.ts';
import { rewriteOutputNames } from './rewrite-output-names.ts';
import { rewritePostgresForms } from './rewrite-postgres-forms.ts';
import { rewriteRecordsets } from './rewrite-recordsets.ts';
import { rewriteTagFunctions } from './rewrite-tag-functions.ts';
import { rewriteTypes } from './rewrite-types.ts';
import { stringValue } from './string-value.ts';
import { endsOperand, isBlank, isName, isPunctuation, isWord, nameOf, type Token } from './token.ts';

/**
 * Operators of PostgreSQL that DuckDB reads otherwise or not at all, and the operators that stand for them: the engine
 * defines these (engine/compatibility/postgres.ts). All bind as PostgreSQL's do, looser than `+` and tighter than LIKE.
 */
const operatorNames: Readonly<Record<string, string>> = {
  '#>': '@~>',
  '#-': '@~%',
  '@?': '@~^',
  '#>>': '@~>>',
  '?': '~@',
  '?|': '~@|',
  '?&': '~@&',
  '~': '~^',
  '!~': '!~^',
  '~*': '~^^',
  '!~*': '!~^^',
};

/** The statement's tokens as DuckDB reads them: comments and hints are blanks, idioms of other databases are DuckDB's. */
export function rewriteIdioms(tokens: readonly Token[], dialect: 'duckdb' | 'stackql' = 'duckdb'): readonly Token[] {
  const lambdaArrows = findLambdaArrows(tokens);
  let previous: Token | undefined;
  const rewritten = tokens.map((token, index) => {
    const before = previous;
    if (!isBlank(token)) previous = token;
    // PostgreSQL takes the word for the standard's sake, and makes nothing of it.
    if (isWord(token, 'local', 'global') && isTemporary(tokens, index, before)) return blank(token);
    const result = rewriteToken(token, before, lambdaArrows);
    return result.kind === 'operator' && result !== token
      ? apart(result, tokens[index - 1], tokens[index + 1])
      : result;
  });
  const keyed = rewriteJsonKeys(
    rewriteRegexpWords(rewriteTypes(rewriteLimit(rewriteFetch(shortenStarQualifiers(rewritten))))),
  );
  const read = rewriteRecordsets(rewriteCompatibleCasts(rewritePostgresForms(rewriteOutputNames(keyed), dialect)));
  const named = nameValueColumns(rewriteElementNames(rewriteFunctionNames(rewriteJsonValues(read, dialect))));
  return rewriteTagFunctions(named, dialect);
}

/** `CREATE LOCAL TEMP TABLE`, as Tableau writes it. */
function isTemporary(tokens: readonly Token[], index: number, before: Token | undefined): boolean {
  const next = tokens.slice(index + 1).find((token) => !isBlank(token));
  return isWord(before, 'create', 'replace') && isWord(next, 'temp', 'temporary');
}

function blank(token: Token): Token {
  return { ...token, kind: 'whitespace', text: ' '.repeat(token.text.length) };
}

function rewriteToken(token: Token, before: Token | undefined, lambdaArrows: ReadonlySet<Token>): Token {
  switch (token.kind) {
    case 'comment':
    case 'hint':
      return { ...token, kind: 'whitespace', text: token.text.replace(/[^\n]/g, ' ') };
    case 'whitespace':
      return { ...token, text: token.text.replace(/[^\n\r\t ]/g, ' ') };
    case 'quoted-identifier':
      return token.text.startsWith('`') ? { ...token, text: quoteIdentifier(nameOf(token)) } : token;
    case 'parameter':
      return token;
    case 'string':
      // One of DuckDB's parsers ends such a text at `\'`, neither knows all of the escapes.
      return /^e'/i.test(token.text) ? { ...token, text: quoteLiteral(stringValue(token)) } : token;
    case 'operator': {
      if (token.text === '->' && !lambdaArrows.has(token)) return { ...token, text: '~>' };
      const name = operatorNames[token.text];
      return name !== undefined && endsOperand(before) ? { ...token, text: name } : token;
    }
    default:
      return token;
  }
}

/** `a REGEXP 'x'` and `a NOT REGEXP 'x'` of MySQL and SQLite. */
function rewriteRegexpWords(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const replaced = new Map<Token, string>();
  significant.forEach((token, index) => {
    if (!isWord(token, 'regexp', 'rlike') || isPunctuation(significant[index + 1], '.')) return;
    const before = significant[index - 1];
    const isNegated = isWord(before, 'not') && endsOperand(significant[index - 2]);
    if (!isNegated && !endsOperand(before)) return;
    if (!beginsOperand(significant[index + 1])) return;
    if (isNegated && before !== undefined) replaced.set(before, '');
    replaced.set(token, isNegated ? '!~^' : '~^');
  });
  return tokens.map((token) => {
    const text = replaced.get(token);
    return text === undefined ? token : { ...token, kind: text === '' ? 'whitespace' : 'operator', text };
  });
}

/** `aws.ec2.images.*`: DuckDB lets one name alone stand before a star. */
function shortenStarQualifiers(tokens: readonly Token[]): readonly Token[] {
  const significant = tokens.filter((token) => !isBlank(token));
  const dropped = new Set<Token>();
  significant.forEach((token, index) => {
    if (token.kind !== 'operator' || token.text !== '*' || !isPunctuation(significant[index - 1], '.')) return;
    for (let dot = index - 3; isPunctuation(significant[dot], '.') && isName(significant[dot - 1]); dot -= 2) {
      for (const part of significant.slice(dot - 1, dot + 1)) dropped.add(part);
    }
  });
  return dropped.size === 0 ? tokens : tokens.filter((token) => !dropped.has(token));
}

function beginsOperand(token: Token | undefined): boolean {
  return token?.kind === 'string' || token?.kind === 'parameter' || isName(token) || isPunctuation(token, '(');
}

/** Keeps a new operator from running together with the operators beside it. */
function apart(token: Token, before: Token | undefined, after: Token | undefined): Token {
  const start = before?.kind === 'operator' ? ' ' : '';
  const end = after?.kind === 'operator' ? ' ' : '';
  return { ...token, text: start + token.text + end };
}

/** The parameters of a statement as variables of the session: `$name` is `getvariable('skyql_name')`. */
export function rewriteParameters(tokens: readonly Token[], names: ReadonlyMap<Token, string>): readonly Token[] {
  let previous: Token | undefined;
  return tokens.map((token) => {
    const before = previous;
    if (!isBlank(token)) previous = token;
    const name = names.get(token);
    if (name === undefined) return token;
    const call = `getvariable(${quoteLiteral(variableOf(name))})`;
    return { ...token, text: isWord(before, 'interval') ? `(${call})` : call };
  });
}

/** The session's variable that holds a parameter. */
export function variableOf(parameter: string): string {
  return `skyql_${parameter}`;
}

const lambdaFunctions = /^(list_|array_)|^(apply|filter|reduce|transform)$/;

/**
 * DuckDB writes lambdas with the arrow that PostgreSQL takes out of JSON with, and lets it bind loosest of all. Only
 * the arrow after the name of an argument of a function that takes lambdas is one.
 */
function findLambdaArrows(tokens: readonly Token[]): ReadonlySet<Token> {
  const significant = tokens.filter((token) => !isBlank(token));
  const arrows = new Set<Token>();
  const openings: number[] = [];
  significant.forEach((token, index) => {
    if (isPunctuation(token, '(')) openings.push(index);
    if (token.kind === 'operator' && token.text === '->') {
      const start = lambdaParametersStart(significant, index);
      const opening = openings.at(-1);
      const called = opening === undefined ? undefined : significant[opening - 1];
      const before = start === undefined ? undefined : significant[start - 1];
      const takesLambda =
        isName(called) && lambdaFunctions.test(nameOf(called).toLowerCase()) && isPunctuation(before, ',');
      const choosesColumns = isWord(called, 'columns') && start !== undefined && start - 1 === opening;
      if (takesLambda || choosesColumns) arrows.add(token);
    }
    if (isPunctuation(token, ')')) openings.pop();
  });
  return arrows;
}

function lambdaParametersStart(tokens: readonly Token[], arrow: number): number | undefined {
  const last = tokens[arrow - 1];
  if (isName(last)) return arrow - 1;
  if (!isPunctuation(last, ')')) return undefined;
  let index = arrow - 2;
  while (isName(tokens[index]) || isPunctuation(tokens[index], ',')) index--;
  return isPunctuation(tokens[index], '(') ? index : undefined;
}
