import type { CommonTableExpr, Node, SelectStmt, WithClause } from 'libpg-query';
import { quoteIdentifier } from '../../../data/quote.ts';
import { columnName } from './column-name.ts';
import { orderOf } from './order-of.ts';
import { Scope } from './scope.ts';
import { windowOf } from './translate-call.ts';
import { translateExpression } from './translate-expression.ts';
import { translateFrom } from './translate-from.ts';
import {
  cannot,
  namesIn,
  type StatementSurroundings,
  type Translated,
  type TranslatedQuery,
  type Translator,
} from './translator.ts';
import { registered, registeredText } from './type-names.ts';

/** A setting that a statement changes by calling `set_config`. */
export interface ChangedSetting {
  readonly name: string;
  readonly value: string;
  readonly isLocal: boolean;
}

type Column = TranslatedQuery['columns'][number];

/** Where a query stands: whether its columns go to the client, and whether it is beside others, as in UNION. */
interface Place {
  readonly isOutermost: boolean;
  readonly isArm: boolean;
}

/** One statement over the catalog on its way from PostgreSQL's grammar to DuckDB's. */
export class Translation implements Translator {
  readonly surroundings: StatementSurroundings;
  readonly changed: ChangedSetting[] = [];
  readonly relations = new Set<string>();
  /** The types of parameters that are arrays where they stand. */
  readonly arrays = new Map<number, string>();

  constructor(surroundings: StatementSurroundings) {
    this.surroundings = surroundings;
  }

  expression(node: Node | undefined, scope: Scope): Translated {
    return translateExpression(this, node, scope);
  }

  isArray(parameter: number, type: string): void {
    this.arrays.set(parameter, type);
  }

  reads(relation: string): void {
    this.relations.add(relation);
  }

  willSet(name: string, value: string, isLocal: boolean): void {
    this.changed.push({ name, value, isLocal });
  }

  query(statement: SelectStmt, outer: Scope, isOutermost = false): TranslatedQuery {
    return this.#query(statement, outer, { isOutermost, isArm: false });
  }

  #query(statement: SelectStmt, outer: Scope, place: Place): TranslatedQuery {
    const scope = new Scope(outer);
    const queries = statement.withClause === undefined ? '' : this.#with(statement.withClause, scope);
    const { sql, columns } = this.#body(statement, scope, place);
    const parts = [
      queries,
      sql,
      statement.sortClause === undefined ? '' : orderOf(this, statement.sortClause, scope),
      this.#limit('LIMIT', statement.limitCount, scope),
      this.#limit('OFFSET', statement.limitOffset, scope),
    ];
    return { sql: parts.filter((part) => part !== '').join(' '), columns };
  }

  #body(statement: SelectStmt, scope: Scope, place: Place): TranslatedQuery {
    const { op, all, larg, rarg, valuesLists } = statement;
    if (larg !== undefined && rarg !== undefined) {
      const words = { SETOP_UNION: 'UNION', SETOP_INTERSECT: 'INTERSECT', SETOP_EXCEPT: 'EXCEPT', SETOP_NONE: 'UNION' };
      const left = this.#query(larg, scope, { ...place, isArm: true });
      const right = this.#query(rarg, scope, { ...place, isArm: true });
      const word = `${words[op ?? 'SETOP_UNION']}${all === true ? ' ALL' : ''}`;
      return { sql: `(${left.sql}) ${word} (${right.sql})`, columns: left.columns };
    }
    if (valuesLists !== undefined) return this.#values(valuesLists, scope);
    return this.#select(statement, scope, place);
  }

  #values(lists: readonly Node[], scope: Scope): TranslatedQuery {
    const rows = lists.map((node) =>
      ('List' in node ? (node.List.items ?? []) : []).map((item) => this.expression(item, scope).sql),
    );
    const names = (rows[0] ?? []).map((_, index) => `column${index + 1}`);
    const values = rows.map((row) => `(${row.join(', ')})`).join(', ');
    const sql = `SELECT * FROM (VALUES ${values}) AS listed(${names.join(', ')})`;
    return { sql, columns: names.map((name) => ({ name, type: undefined })) };
  }

  #select(statement: SelectStmt, scope: Scope, place: Place): TranslatedQuery {
    const {
      distinctClause,
      targetList = [],
      fromClause = [],
      whereClause,
      groupClause,
      havingClause,
      windowClause,
    } = statement;
    if (statement.intoClause !== undefined) throw cannot('SELECT INTO');
    const from = fromClause.map((node) => translateFrom(this, node, scope)).join(', ');
    const targets = targetList.map((node) => this.#target(node, scope, place));
    const inner = (node: Node) => this.expression(node, scope).sql;
    const windows = (windowClause ?? []).map((node) => {
      if (!('WindowDef' in node)) throw cannot('WINDOW');
      const { name = '', ...rest } = node.WindowDef;
      return `${quoteIdentifier(name)} AS ${windowOf(this, rest, scope)}`;
    });
    const on = (distinctClause ?? []).filter((node) => Object.keys(node).length > 0);
    const distinct =
      distinctClause === undefined ? '' : on.length === 0 ? 'DISTINCT ' : `DISTINCT ON (${on.map(inner).join(', ')}) `;
    const parts = [
      `SELECT ${distinct}${targets.map(({ sql }) => sql).join(', ') || 'NULL'}`,
      from === '' ? '' : `FROM ${from}`,
      whereClause === undefined ? '' : `WHERE ${inner(whereClause)}`,
      groupClause === undefined ? '' : `GROUP BY ${groupClause.map(inner).join(', ')}`,
      havingClause === undefined ? '' : `HAVING ${inner(havingClause)}`,
      windows.length === 0 ? '' : `WINDOW ${windows.join(', ')}`,
    ];
    return {
      sql: parts.filter((part) => part !== '').join(' '),
      columns: targets.flatMap(({ columns }) => columns),
    };
  }

  #target(
    node: Node,
    scope: Scope,
    { isOutermost, isArm }: Place,
  ): { readonly sql: string; readonly columns: readonly Column[] } {
    if (!('ResTarget' in node)) throw cannot('This column');
    const { name, val } = node.ResTarget;
    if (val !== undefined && 'ColumnRef' in val) {
      const fields = val.ColumnRef.fields ?? [];
      if (fields.some((field) => 'A_Star' in field)) return this.#star(namesIn(fields).at(-1), scope, isOutermost);
    }
    const given = this.expression(val, scope);
    // Without another query beside it whose type it takes, NULL is a text.
    const value = given.sql === 'NULL' && !isArm ? { sql: 'CAST(NULL AS VARCHAR)', type: 'text' } : given;
    const own = name ?? columnName(val);
    // As the number that it is held as nobody would know it again.
    if (value.type === 'bit' && isOutermost) throw cannot('A string of bits as a column');
    const shown = isOutermost ? shownToClient(value) : value;
    return { sql: `${shown.sql} AS ${quoteIdentifier(own)}`, columns: [{ name: own, type: shown.type }] };
  }

  #star(table: string | undefined, scope: Scope, isOutermost: boolean) {
    const columns = scope.columnsOf(table).map(([name, type]) => ({ name, type }));
    const front = table === undefined ? '' : `${quoteIdentifier(table)}.`;
    const replaced = isOutermost
      ? columns.flatMap(({ name, type }) => {
          const column = `${front}${quoteIdentifier(name)}`;
          const shown = shownToClient({ sql: column, type });
          return shown.sql === column || table === undefined ? [] : [`${shown.sql} AS ${quoteIdentifier(name)}`];
        })
      : [];
    const replace = replaced.length === 0 ? '' : ` REPLACE (${replaced.join(', ')})`;
    return { sql: `${front}*${replace}`, columns };
  }

  #with({ ctes = [], recursive }: WithClause, scope: Scope): string {
    const queries = ctes.map((node) => {
      if (!('CommonTableExpr' in node)) throw cannot('WITH');
      return this.#named(node.CommonTableExpr, recursive === true, scope);
    });
    return `WITH ${recursive === true ? 'RECURSIVE ' : ''}${queries.join(', ')}`;
  }

  #named({ ctename = '', aliascolnames, ctequery }: CommonTableExpr, isRecursive: boolean, scope: Scope): string {
    if (ctequery === undefined || !('SelectStmt' in ctequery)) throw cannot('A change in WITH');
    const names = namesIn(aliascolnames);
    // Within itself a query knows its columns by their names.
    if (isRecursive) scope.addQuery(ctename, new Map(names.map((name) => [name, undefined])));
    const { sql, columns } = this.query(ctequery.SelectStmt, scope);
    scope.addQuery(ctename, new Map(columns.map(({ name, type }, index) => [names[index] ?? name, type])));
    return `${quoteIdentifier(ctename)}${names.length === 0 ? '' : `(${names.map(quoteIdentifier).join(', ')})`} AS (${sql})`;
  }

  #limit(word: string, node: Node | undefined, scope: Scope): string {
    if (node === undefined || ('A_Const' in node && node.A_Const.isnull === true)) return '';
    return `${word} ${this.expression(node, scope).sql}`;
  }
}

/** OIDs that PostgreSQL prints as names go out as these. */
function shownToClient(value: Translated): Translated {
  if (value.type === undefined || !registered.has(value.type)) return value;
  return { sql: registeredText(value.type, value.sql), type: value.type };
}
