import type { A_Indirection, ColumnRef, Node, SQLValueFunction, SubLink, TypeCast } from 'libpg-query';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import { PostgresError } from '../../errors/postgres-error.ts';
import { readArrayText } from '../../types/array-text.ts';
import { arrayLiteral } from './array-literal.ts';
import type { Scope } from './scope.ts';
import { currentSchemas, isVector, translateCall } from './translate-call.ts';
import { translateOperator } from './translate-operator.ts';
import { cannot, namesIn, type Translated, type Translator } from './translator.ts';
import { type NamedType, namedType, registered, registeredText } from './type-names.ts';

/** An expression of PostgreSQL as DuckDB takes it. Operators stand in brackets: their ranks are not the same. */
export function translateExpression(translator: Translator, node: Node | undefined, scope: Scope): Translated {
  const inner = (one: Node | undefined) => translator.expression(one, scope);
  const all = (nodes: readonly Node[] | undefined) => (nodes ?? []).map((one) => inner(one).sql);
  if (node === undefined) throw cannot('An expression that is missing');
  if ('A_Const' in node) {
    const { isnull, ival, fval, boolval, sval, bsval } = node.A_Const;
    if (isnull === true) return { sql: 'NULL' };
    if (ival !== undefined) return { sql: String(ival.ival ?? 0), type: 'int4' };
    if (fval !== undefined) return { sql: fval.fval ?? '0' };
    if (boolval !== undefined) return { sql: String(boolval.boolval ?? false), type: 'bool' };
    if (sval !== undefined) return { sql: quoteLiteral(sval.sval ?? ''), literal: sval.sval ?? '' };
    return { sql: String(bitsValue(bsval?.bsval ?? '')), type: 'bit' };
  }
  if ('ColumnRef' in node) return column(node.ColumnRef, scope);
  if ('ParamRef' in node) {
    return { sql: translator.surroundings.parameter(node.ParamRef.number ?? 0) };
  }
  if ('A_Expr' in node) return translateOperator(translator, node.A_Expr, scope);
  if ('BoolExpr' in node) {
    const args = all(node.BoolExpr.args);
    if (node.BoolExpr.boolop === 'NOT_EXPR') return { sql: `(NOT ${args[0]})`, type: 'bool' };
    return { sql: `(${args.join(node.BoolExpr.boolop === 'OR_EXPR' ? ' OR ' : ' AND ')})`, type: 'bool' };
  }
  if ('NullTest' in node) {
    const isNull = node.NullTest.nulltesttype === 'IS_NULL';
    return { sql: `(${inner(node.NullTest.arg).sql} IS ${isNull ? '' : 'NOT '}NULL)`, type: 'bool' };
  }
  if ('BooleanTest' in node) {
    const test = (node.BooleanTest.booltesttype ?? 'IS_TRUE').replace('IS_NOT_', 'IS NOT ').replace('IS_', 'IS ');
    return { sql: `(${inner(node.BooleanTest.arg).sql} ${test.replace('UNKNOWN', 'NULL')})`, type: 'bool' };
  }
  if ('FuncCall' in node) return translateCall(translator, node.FuncCall, scope);
  if ('TypeCast' in node) return cast(translator, node.TypeCast, scope);
  if ('CollateClause' in node) return inner(node.CollateClause.arg);
  if ('CaseExpr' in node) return caseOf(translator, node.CaseExpr, scope);
  if ('CoalesceExpr' in node) {
    const args = (node.CoalesceExpr.args ?? []).map(inner);
    const type = args.find((one) => one.type !== undefined)?.type;
    // A text beside lists is one of them.
    const isList = type?.startsWith('_') === true;
    const sqls = args.map(({ sql, literal }) => (isList && literal === '{}' ? '[]' : sql));
    return { sql: `coalesce(${sqls.join(', ')})`, type };
  }
  if ('MinMaxExpr' in node)
    return {
      sql: `${node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest'}(${all(node.MinMaxExpr.args).join(', ')})`,
    };
  if ('SubLink' in node) return subquery(translator, node.SubLink, scope);
  if ('A_ArrayExpr' in node) return { sql: `[${all(node.A_ArrayExpr.elements).join(', ')}]` };
  if ('RowExpr' in node) return { sql: `(${all(node.RowExpr.args).join(', ')})` };
  if ('A_Indirection' in node) return indirection(translator, node.A_Indirection, scope);
  if ('SQLValueFunction' in node) return valueFunction(translator, node.SQLValueFunction);
  if ('NamedArgExpr' in node) return inner(node.NamedArgExpr.arg);
  throw cannot(Object.keys(node)[0] ?? 'An expression');
}

/** Columns that every table of PostgreSQL has and none shows. */
const systemColumns: Readonly<Record<string, string>> = {
  xmin: 'CAST(1 AS UINTEGER)',
  xmax: 'CAST(0 AS UINTEGER)',
  cmin: 'CAST(0 AS UINTEGER)',
  cmax: 'CAST(0 AS UINTEGER)',
  ctid: "'(0,1)'",
  tableoid: 'CAST(1259 AS UINTEGER)',
};

function column({ fields = [] }: ColumnRef, scope: Scope): Translated {
  const isStar = fields.some((field) => 'A_Star' in field);
  // A schema in front is that of the table, which is named by its alias.
  const names = namesIn(fields).slice(isStar ? -1 : -2);
  if (isStar) return { sql: [...names.map(quoteIdentifier), '*'].join('.') };
  const [first = '', second] = names;
  const name = second ?? first;
  const type = scope.typeOf(second === undefined ? undefined : first, name);
  if (Object.hasOwn(systemColumns, name) && type === undefined) {
    const system = systemColumns[name];
    if (system !== undefined) return { sql: system, type: name === 'tableoid' ? 'oid' : 'xid' };
  }
  return { sql: names.map(quoteIdentifier).join('.'), type };
}

function cast(translator: Translator, { arg, typeName }: TypeCast, scope: Scope): Translated {
  const { sql, type, literal } = translator.expression(arg, scope);
  const wanted = namedType(typeName ?? {});
  const { name, isArray, duckdb, element } = wanted;
  if (isArray && registered.has(name) && literal !== undefined) {
    const items = readArrayText(literal);
    if (items === null || typeof items === 'string') throw cannot('A cast of what is no array');
    const found = items.map((item) => (typeof item === 'string' ? registeredOid(name, quoteLiteral(item)) : 'NULL'));
    return { sql: `[${found.join(', ')}]`, type: '_oid' };
  }
  // A parameter that is cast to an array is one.
  if (isArray && arg !== undefined && 'ParamRef' in arg && sql.startsWith('$'))
    translator.isArray(arg.ParamRef.number ?? 0, duckdb);
  if (isArray) {
    const list = literal === undefined ? `CAST(${sql} AS ${duckdb})` : arrayLiteral(literal, element);
    return { sql: list, type: `_${name}` };
  }
  if (name === 'bit' || name === 'varbit') return bits(sql, literal, wanted);
  if (registered.has(name)) {
    const isOid = type === 'oid' || type === 'int4' || type === 'int8' || (type !== undefined && registered.has(type));
    return { sql: isOid ? `CAST(${sql} AS UINTEGER)` : registeredOid(name, sql), type: name };
  }
  if (duckdb === 'VARCHAR' && type !== undefined && registered.has(type))
    return { sql: registeredText(type, sql), type: name };
  if (duckdb === 'VARCHAR' && isVector(type)) return { sql: `array_to_string(${sql}, ' ')`, type: name };
  // What is one character of PostgreSQL is the first of a text.
  if (name === 'char' && literal === undefined && type !== 'char')
    return { sql: `left(CAST(${sql} AS VARCHAR), 1)`, type: name };
  return {
    sql: `CAST(${sql} AS ${duckdb})`,
    type: name,
    ...(literal !== undefined && duckdb === 'VARCHAR' && { literal }),
  };
}

/** Strings of bits are held as the numbers that they write, for all that is asked of them is which bits are set. */
function bits(sql: string, literal: string | undefined, { name, length }: NamedType): Translated {
  if (literal !== undefined) return { sql: String(bitsValue(literal)), type: 'bit' };
  const kept = length ?? (name === 'bit' ? 1 : undefined);
  const number = `CAST(${sql} AS BIGINT)`;
  return { sql: kept === undefined ? number : `(${number} & ${2 ** kept - 1})`, type: 'bit' };
}

/** The number that bits write, `b0101` or `x5` as the parser has them. Throws 22P02 of other texts. */
function bitsValue(text: string): number {
  const [, base, digits = text] = /^([bx])([0-9a-f]*)$/i.exec(text) ?? [];
  const value = Number.parseInt(digits === '' ? '0' : digits, base?.toLowerCase() === 'x' ? 16 : 2);
  if (Number.isSafeInteger(value)) return value;
  throw new PostgresError('22P02', `"${text}" is not a valid binary digit`);
}

/** SQL's names of types beside PostgreSQL's own. */
const typeWords: Readonly<Record<string, string>> = {
  "'int'": "'int4'",
  "'float'": "'float8'",
  "'decimal'": "'numeric'",
  "'dec'": "'numeric'",
};

/** The OID of what a text names. */
function registeredOid(type: string, sql: string): string {
  if (type === 'regtype' && Object.hasOwn(typeWords, sql)) return `"catalog.regtype"(${typeWords[sql]})`;
  return `"catalog.${type === 'regprocedure' ? 'regproc' : type}"(${sql})`;
}

function caseOf(
  translator: Translator,
  { arg, args = [], defresult }: { arg?: Node; args?: Node[]; defresult?: Node },
  scope: Scope,
): Translated {
  const inner = (node: Node | undefined) => translator.expression(node, scope);
  const results: Translated[] = [];
  const branches = args.map((node) => {
    if (!('CaseWhen' in node)) throw cannot('CASE');
    const result = inner(node.CaseWhen.result);
    results.push(result);
    return `WHEN ${inner(node.CaseWhen.expr).sql} THEN ${textOf(result)}`;
  });
  const last = defresult && inner(defresult);
  const operand = arg === undefined ? '' : ` ${inner(arg).sql}`;
  return {
    sql: `CASE${operand} ${branches.join(' ')}${last === undefined ? '' : ` ELSE ${textOf(last)}`} END`,
    type: commonType(last === undefined ? results : [...results, last]),
  };
}

/** The type that all have that have one; texts and NULL without a type become what stands beside them. */
function commonType(results: readonly Translated[]): string | undefined {
  const typed = results.filter(
    ({ sql, literal, type }) => sql !== 'NULL' && (literal === undefined || type !== undefined),
  );
  const [first] = typed;
  const isCommon = first?.type !== undefined && typed.every(({ type }) => type === first.type);
  return isCommon && !registered.has(first.type ?? '') ? first.type : undefined;
}

/** Where a name may come as a text beside others it is one. */
function textOf({ sql, type }: Translated): string {
  return type !== undefined && registered.has(type) ? registeredText(type, sql) : sql;
}

function subquery(
  translator: Translator,
  { subLinkType, subselect, testexpr, operName }: SubLink,
  scope: Scope,
): Translated {
  if (subselect === undefined || !('SelectStmt' in subselect)) throw cannot('A subquery');
  const { sql, columns } = translator.query(subselect.SelectStmt, scope);
  const operator = namesIn(operName).at(-1);
  switch (subLinkType) {
    case 'EXISTS_SUBLINK':
      return { sql: `EXISTS (${sql})`, type: 'bool' };
    case 'ARRAY_SUBLINK':
      return { sql: `ARRAY(${sql})`, type: columns[0]?.type === undefined ? undefined : `_${columns[0].type}` };
    case 'ANY_SUBLINK':
    case 'ALL_SUBLINK': {
      const left = translator.expression(testexpr, scope).sql;
      const comparison = operator === undefined ? 'IN' : `${operator} ${subLinkType === 'ANY_SUBLINK' ? 'ANY' : 'ALL'}`;
      return { sql: `(${left} ${comparison} (${sql}))`, type: 'bool' };
    }
    default:
      return { sql: `(${sql})`, type: columns[0]?.type };
  }
}

function indirection(
  translator: Translator,
  { arg, indirection: steps = [] }: A_Indirection,
  scope: Scope,
): Translated {
  const from = translator.expression(arg, scope);
  let sql = `(${from.sql})`;
  let type = from.type;
  for (const step of steps) {
    if ('String' in step) {
      sql = `${sql}.${quoteIdentifier(step.String.sval ?? '')}`;
      type = undefined;
    } else if ('A_Indices' in step) {
      // Vectors count from 0.
      const more = isVector(type) ? ' + 1' : '';
      const { is_slice, lidx, uidx } = step.A_Indices;
      const at = (node: Node | undefined) =>
        node === undefined ? '' : `${translator.expression(node, scope).sql}${more}`;
      sql = is_slice === true ? `${sql}[${at(lidx)}:${at(uidx)}]` : `${sql}[${at(uidx)}]`;
      type = type === 'int2vector' ? 'int2' : type === 'oidvector' ? 'oid' : type?.replace(/^_/, '');
    } else throw cannot('A star of a row');
  }
  return { sql, type };
}

function valueFunction({ surroundings }: Translator, { op }: SQLValueFunction): Translated {
  switch (op) {
    case 'SVFOP_CURRENT_USER':
    case 'SVFOP_CURRENT_ROLE':
    case 'SVFOP_SESSION_USER':
    case 'SVFOP_USER':
      return { sql: quoteLiteral(surroundings.user), type: 'name' };
    case 'SVFOP_CURRENT_CATALOG':
      return { sql: quoteLiteral(surroundings.setting('database') ?? ''), type: 'name' };
    case 'SVFOP_CURRENT_SCHEMA': {
      const [schema] = currentSchemas(surroundings);
      return { sql: schema === undefined ? 'CAST(NULL AS VARCHAR)' : quoteLiteral(schema), type: 'name' };
    }
    case 'SVFOP_CURRENT_DATE':
      return { sql: 'current_date', type: 'date' };
    case 'SVFOP_CURRENT_TIMESTAMP':
    case 'SVFOP_CURRENT_TIMESTAMP_N':
      return { sql: 'now()', type: 'timestamptz' };
    default:
      throw new PostgresError('0A000', `${op} is not answered in statements over the catalog.`);
  }
}
