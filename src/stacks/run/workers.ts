import { createGate } from '../../data/gate.ts';
import type { Row } from '../../data/value.ts';
import { Engine } from '../../engine/engine.ts';
import { chooseConnections } from '../../host/choose-connections.ts';
import { createHost, type Host } from '../../host/host.ts';
import type { ChangePlan } from '../../plan/change-plan.ts';
import type { Provider } from '../../providers/provider.ts';
import type { ConnectOptions } from '../../session/connect-options.ts';
import type { Parameters, QueryOptions } from '../../session/database.ts';
import { explainStatement } from '../../session/explain-statement.ts';
import { type AskedStatement, openPrepared, openResult, type StatementPlace } from '../../session/open-result.ts';
import { openSession } from '../../session/open-session.ts';
import { planStatement } from '../../session/plan-statement.ts';
import type { Explanation } from '../../session/statements/explain/explanation.ts';
import { Turns } from '../../session/turns.ts';

/** Where statements of a resource go, where it says so itself. */
export interface WorkPlace {
  readonly connection?: string;
  readonly region?: string;
}

export interface Statement extends WorkPlace {
  readonly sql: string;
  readonly parameters?: Parameters;
  /** Whether it is written by the stack's author, in the dialect of stacks. */
  readonly isAuthors: boolean;
  /** By which the provider knows the change when it is asked for again. */
  readonly token?: string;
  readonly options?: QueryOptions;
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Sessions of one host, as many as have work at once: each runs one statement at a time. */
export interface Workers {
  readonly providers: ReadonlyMap<string, Provider>;
  /** Of the sandbox that they have opened. */
  readonly sandboxUrl?: string;
  run(statement: Statement): Promise<Answer>;
  /** What a statement would change. */
  plan(statement: Statement): Promise<ChangePlan>;
  /** Reads a statement and looks up its names, without a call: the columns that it has. Throws what is wrong with it. */
  check(statement: Statement): Promise<readonly string[]>;
  /** What a statement calls and needs; nothing is called. */
  explain(statement: Statement): Promise<Explanation>;
  /** Work with a session of one's own, for tables that only it has. */
  alone<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export type Ask = (sql: string, parameters?: Parameters) => Promise<readonly Row[]>;

interface Worker extends StatementPlace {
  readonly key: string;
  readonly engine: Engine;
}

/** Planning waits for nobody, so more at once would only be more sessions. */
const plansAtOnce = 2;

/** Opens a host for the statements of a stack. Without `sandbox` and `endpoint` it goes to AWS. */
export async function openWorkers(options: ConnectOptions): Promise<Workers> {
  const host = await createHost(options);
  const choice = { connections: listOf(options.connection), accounts: listOf(options.account) };
  const providers = new Map(
    [...host.providers].map(([name, provider]) => [name, chooseConnections(provider, choice, host.groups)]),
  );
  const all: Worker[] = [];
  const planning = createGate(plansAtOnce);
  const idle: Worker[] = [];

  async function use<Result>(statement: Statement, work: (worker: Worker) => Promise<Result>): Promise<Result> {
    const key = statement.connection ?? '';
    const at = idle.findIndex((worker) => worker.key === key);
    const worker = at === -1 ? await opened(key) : (idle.splice(at, 1)[0] as Worker);
    const { session } = worker;
    const before = session.settings;
    try {
      session.dialect = statement.isAuthors ? 'stackql' : 'duckdb';
      session.settings = {
        ...before,
        ...(statement.region !== undefined && { regions: [statement.region] }),
        ...(statement.token !== undefined && { idempotencyKey: statement.token }),
      };
      return await work(worker);
    } finally {
      session.settings = before;
      idle.push(worker);
    }
  }

  async function opened(key: string): Promise<Worker> {
    const worker = await openWorker(host, options, key);
    all.push(worker);
    return worker;
  }

  const askedOf = ({ sql, parameters = [], options: own = {} }: Statement) => ({ sql, parameters, options: own });
  return {
    providers,
    ...(host.sandboxUrl !== undefined && { sandboxUrl: host.sandboxUrl }),
    run: (statement) => use(statement, (worker) => answerOf(worker, askedOf(statement))),
    plan: (statement) => planning(() => use(statement, (worker) => planStatement(worker, askedOf(statement)))),
    check: (statement) =>
      planning(() =>
        use(statement, async (worker) => {
          const { columns } = await openPrepared(worker, statement.sql);
          return columns.map(({ name }) => name);
        }),
      ),
    explain: (statement) => use(statement, (worker) => explainStatement(worker, askedOf(statement))),
    alone: (work) =>
      use({ sql: '', isAuthors: false }, (worker) =>
        work(async (sql, parameters = []) => (await answerOf(worker, { sql, parameters, options: {} })).rows),
      ),
    async close() {
      await Promise.all(all.map(({ engine }) => engine.close()));
      await host.close();
    },
  };
}

async function answerOf(worker: Worker, asked: AskedStatement): Promise<Answer> {
  const result = await openResult(worker, asked, 'whole');
  const rows: Row[] = [];
  for await (const row of result.records()) rows.push(row);
  return { columns: result.columns.map(({ name }) => name), rows };
}

async function openWorker(host: Host, options: ConnectOptions, key: string): Promise<Worker> {
  const engine = await Engine.open(undefined, undefined);
  const session = await openSession(host, engine, {
    ...(key === '' ? pick(options, 'connection', 'account') : { connection: key }),
    ...pick(options, 'readOnly', 'strict', 'timeout', 'callTimeout', 'allowPartial'),
    // A resource of a stack is asked for one by one, and named.
    yes: true,
  });
  return { key, engine, session, turns: new Turns(), refuseClosed: () => undefined };
}

function pick<Options extends object, Name extends keyof Options>(
  options: Options,
  ...names: readonly Name[]
): Pick<Options, Name> {
  return Object.fromEntries(
    names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  ) as Pick<Options, Name>;
}

function listOf(option: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof option === 'string' ? [option] : option;
}
