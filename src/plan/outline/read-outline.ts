import { quoteIdentifier, quoteLiteral } from '../../data/quote.ts';
import type { Engine, EngineResult } from '../../engine/engine.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { readsAlike } from '../../sql/reads-alike.ts';
import { viewDefinition } from '../../sql/view-definition.ts';
import type { PlanNode } from './duckdb-plan.ts';
import type { QueryOutline } from './query-outline.ts';
import { type ExplainNode, readExplain } from './read-explain.ts';
import { readPlan } from './read-plan.ts';

// Whatever lets the emptiness of the shadow tables, or DuckDB's guess of their size, decide anything is off while planning.
const disabledOptimizers = [
  'statistics_propagation',
  'empty_result_pullup',
  'late_materialization',
  'window_self_join',
  'top_n_window_elimination',
  'join_order',
  'build_side_probe_side',
  'in_clause',
  'common_subplan',
];

const planningView = 'skyql_plan';

/**
 * What a query reads and how its reads depend on each other, from DuckDB's own plan over empty shadow tables. The
 * optimizers stay off: who runs what joins or sorts many rows turns them on again.
 */
export async function readOutline(
  engine: Engine,
  sql: string,
  columnsOf: (table: readonly string[]) => readonly string[],
): Promise<QueryOutline> {
  // At some joins DuckDB itself fails while it may not choose their sides: an ANTI JOIN over a RIGHT JOIN, a join with a CTE.
  const others = disabledOptimizers.filter((name) => name !== 'build_side_probe_side');
  const text = readsAlike(sql) ? sql : await withParentheses(engine, sql);
  try {
    const root = (await planWithout(disabledOptimizers, engine, text)) ?? (await planWithout(others, engine, text));
    if (root !== undefined) return readPlan(root);
    await engine.disableOptimizers(disabledOptimizers);
    return await explainedPlan(engine, sql, columnsOf);
  } catch (error) {
    if (!isFaultOfDuckdb(error)) throw error;
    await engine.disableOptimizers(others);
    const root = await serializedPlan(engine, text);
    return root === undefined ? await explainedPlan(engine, sql, columnsOf) : readPlan(root);
  }
}

function isFaultOfDuckdb(error: unknown): boolean {
  const cause = error instanceof SkyqlError ? error.cause : undefined;
  return cause instanceof Error && cause.message.startsWith('INTERNAL Error');
}

async function planWithout(
  optimizers: readonly string[],
  engine: Engine,
  text: string | undefined,
): Promise<PlanNode | undefined> {
  await engine.disableOptimizers(optimizers);
  return await serializedPlan(engine, text);
}

async function serializedPlan(engine: Engine, text: string | undefined): Promise<PlanNode | undefined> {
  if (text === undefined) return undefined;
  const { rows } = await engine.ask(`SELECT json_serialize_plan(${quoteLiteral(text)}, optimize := true) AS plan`);
  const plan = rows[0]?.plan as { readonly error?: boolean; readonly plans?: readonly PlanNode[] } | null | undefined;
  return plan?.error === false && plan.plans?.length === 1 ? plan.plans[0] : undefined;
}

/**
 * `json_serialize_plan` parses with DuckDB's old parser, which reads `a = 1 AND b ->> 'k' = 'v'` wrongly. What both parsers
 * may read differently goes through a view: its text, written back by the session's own parser, has every parenthesis.
 */
async function withParentheses(engine: Engine, sql: string): Promise<string | undefined> {
  try {
    await engine.run(`CREATE OR REPLACE TEMP VIEW ${quoteIdentifier(planningView)} AS ${sql}`);
  } catch {
    // Not every query may stand in a view (PIVOT over unknown values); what is wrong with it EXPLAIN will say.
    return undefined;
  }
  const view = await engine.ask(
    `SELECT sql FROM duckdb_views() WHERE temporary AND view_name = ${quoteLiteral(planningView)}`,
  );
  await engine.ask(`DROP VIEW ${quoteIdentifier(planningView)}`);
  return viewDefinition(String(view.rows[0]?.sql ?? '')).query;
}

async function explainedPlan(
  engine: Engine,
  sql: string,
  columnsOf: (table: readonly string[]) => readonly string[],
): Promise<QueryOutline> {
  const { rows } = await explained(engine, sql);
  const texts = rows.map((row) => row.explain_value);
  const roots = texts.flatMap((text) => (typeof text === 'string' ? (JSON.parse(text) as readonly ExplainNode[]) : []));
  return readExplain(roots, columnsOf, async (condition) => {
    const answer = await engine.ask('SELECT json_serialize_sql($1::VARCHAR) AS tree', [
      `SELECT * FROM t WHERE ${condition}`,
    ]);
    const tree = answer.rows[0]?.tree as
      | {
          readonly error?: boolean;
          readonly statements?: readonly { readonly node?: { readonly where_clause?: unknown } }[];
        }
      | undefined;
    return tree?.error === false ? tree.statements?.[0]?.node?.where_clause : undefined;
  });
}

/** On a line of its own, so that an error's position is one of the query's own, a line further down. */
async function explained(engine: Engine, sql: string): Promise<EngineResult> {
  try {
    return await engine.query(`EXPLAIN (FORMAT JSON)\n${sql}`);
  } catch (error) {
    if (!(error instanceof SkyqlError) || error.position === undefined) throw error;
    const { code, message, hint, scope, position, cause } = error;
    throw new SkyqlError(code, message, { hint, scope, position: { ...position, line: position.line - 1 }, cause });
  }
}
