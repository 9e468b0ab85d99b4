import { describe, expect, it } from 'vitest';
import { cellsOf } from '../data/cells-of.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Database, Parameters, QueryOptions, Result, ResultStream, Warning } from '../session/database.ts';
import { recordingTerminal } from './recording-terminal.ts';
import { runScript, type ScriptSettings } from './run-script.ts';
import type { Terminal } from './terminal.ts';

type Answer = Partial<Result> | Error | ((options: QueryOptions) => Promise<Partial<Result>>);

/** A database that answers each statement as told, and remembers what it was asked. */
function scriptedDatabase(answers: Readonly<Record<string, Answer>>) {
  const asked: { readonly sql: string; readonly parameters?: Parameters }[] = [];
  const database: Database = {
    async run(sql, parameters, options = {}) {
      asked.push({ sql, ...(parameters && { parameters }) });
      const answer = answers[sql] ?? new Error(`not told how to answer ${sql}`);
      if (answer instanceof Error) throw answer;
      return resultStream({ ...emptyResult, ...(typeof answer === 'function' ? await answer(options) : answer) });
    },
    query: notUsed,
    stream: notUsed,
    prepare: notUsed,
    script: notUsed,
    plan: notUsed,
    apply: notUsed,
    close: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
  return { database, asked };
}

function notUsed(): never {
  throw new Error('not used');
}

function resultStream({ rows, ...result }: Result): ResultStream {
  return {
    ...result,
    async *batches() {
      yield cellsOf(result.columns, rows);
    },
    records: notUsed,
    chunks: notUsed,
    close: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

const emptyResult: Result = {
  command: 'SELECT',
  columns: [{ name: 'n', type: 'BIGINT' }],
  rows: [{ n: 1 }],
  warnings: [],
  failures: 0,
  statistics: {
    calls: 2,
    pages: 2,
    rowsFetched: 1,
    retries: 0,
    kept: 0,
    milliseconds: 40,
    bytes: 0,
    waitedMilliseconds: 0,
  },
};

const settings: ScriptSettings = {
  format: 'csv',
  parameters: {},
  colour: false,
  quiet: true,
  timing: false,
  strict: false,
  debug: false,
};

function run(script: string, answers: Readonly<Record<string, Answer>>, changed: Partial<ScriptSettings> = {}) {
  const { database, asked } = scriptedDatabase(answers);
  const terminal = recordingTerminal();
  const controller = new AbortController();
  const interrupt = { signal: controller.signal, abort: () => controller.abort(), dispose: () => undefined, code: 130 };
  const code = runScript(database, script, { ...settings, ...changed }, terminal, interrupt);
  return { code, asked, terminal, interrupt };
}

describe('runScript', () => {
  it('runs the statements in order and prints their rows', async () => {
    const { code, asked, terminal } = run('SELECT 1; SELECT 2;', { 'SELECT 1': {}, 'SELECT 2': { rows: [{ n: 2 }] } });
    expect(await code).toBe(0);
    expect(asked.map(({ sql }) => sql)).toEqual(['SELECT 1', 'SELECT 2']);
    expect(terminal.output()).toBe('n\r\n1\r\nn\r\n2\r\n');
    expect(terminal.errors()).toBe('');
  });

  it('stops after the first that fails, and says where in the script', async () => {
    const error = new SkyqlError('UNKNOWN_RESOURCE', 'No.', { position: { line: 1, column: 3, excerpt: 'x\n^' } });
    const { code, asked, terminal } = run('SELECT 1;\nSELECT 2; SELECT 3', { 'SELECT 1': {}, 'SELECT 2': error });
    expect(await code).toBe(1);
    expect(asked).toHaveLength(2);
    expect(terminal.output()).toBe('n\r\n1\r\n');
    expect(terminal.errors()).toContain('error[UNKNOWN_RESOURCE]: No.\n  at line 2, column 3');
  });

  it('prints the rows of a mutation of which part failed, and fails', async () => {
    const { code, asked, terminal } = run(
      'DELETE FROM a; SELECT 1',
      { 'DELETE FROM a': { failures: 1 } },
      { quiet: false },
    );
    expect(await code).toBe(1);
    expect(asked).toHaveLength(1);
    expect(terminal.output()).toBe('n\r\n1\r\n');
    expect(terminal.errors()).toBe('1 row · 1 failed · 2 calls · 0.04 s\n');
  });

  it('prints warnings after the rows, and fails under --strict alone', async () => {
    const warnings: readonly Warning[] = [
      { kind: 'incomplete', code: 'ACCESS_DENIED', message: 'No.', region: 'eu-west-1', hint: 'Ask.' },
    ];
    const lenient = run('SELECT 1', { 'SELECT 1': { warnings } });
    expect(await lenient.code).toBe(0);
    expect(lenient.terminal.errors()).toBe('warning[ACCESS_DENIED]: No.\nwhere: region eu-west-1\nhint: Ask.\n');
    const strict = run('SELECT 1', { 'SELECT 1': { warnings } }, { strict: true });
    expect(await strict.code).toBe(3);
    expect(strict.terminal.output()).toBe('n\r\n1\r\n');
  });

  it('does not fail for advice under --strict', async () => {
    const warnings: readonly Warning[] = [{ kind: 'advice', code: 'JOIN_KEY', message: 'Join by the ARN.' }];
    const { code, terminal } = run('SELECT 1', { 'SELECT 1': { warnings } }, { strict: true });
    expect(await code).toBe(0);
    expect(terminal.errors()).toBe('warning[JOIN_KEY]: Join by the ARN.\n');
  });

  it('prints the rows read so far when interrupted, and runs nothing after', async () => {
    const { code, asked, terminal, interrupt } = run('SELECT 1; SELECT 2', {
      'SELECT 1': async (options) => {
        expect(options.partial).toBe(true);
        interrupt.abort();
        return {};
      },
    });
    expect(await code).toBe(130);
    expect(asked).toHaveLength(1);
    expect(terminal.output()).toBe('n\r\n1\r\n');
    expect(terminal.errors()).toBe('Interrupted: the answer holds only what was read so far.\n');
  });

  it('puts an empty line between results that would run into each other', async () => {
    const answers = { 'SELECT 1': {}, 'SET a = 1': { columns: [], rows: [] }, 'SELECT 2': { rows: [{ n: 2 }] } };
    const markdown = run('SELECT 1; SET a = 1; SELECT 2', answers, { format: 'markdown' });
    expect(await markdown.code).toBe(0);
    expect(markdown.terminal.output()).toBe('| n |\n| ---: |\n| 1 |\n\n| n |\n| ---: |\n| 2 |\n');
    const jsonl = run('SELECT 1; SELECT 2', answers, { format: 'jsonl' });
    expect(await jsonl.code).toBe(0);
    expect(jsonl.terminal.output()).toBe('{"n":1}\n{"n":2}\n');
  });

  it('ends with 130 when an interrupted statement has no rows to give', async () => {
    const { code, terminal, interrupt } = run('SELECT 1', {
      'SELECT 1': async () => {
        interrupt.abort();
        throw new SkyqlError('CANCELLED', 'Stopped.');
      },
    });
    expect(await code).toBe(130);
    expect(terminal.errors()).toBe('Interrupted.\n');
  });

  it('hands each statement the parameters that it names', async () => {
    const parameters = { a: 'x', b: 2 };
    const { code, asked } = run('SELECT $a; SELECT 1', { 'SELECT $a': {}, 'SELECT 1': {} }, { parameters });
    expect(await code).toBe(0);
    expect(asked.map((query) => query.parameters)).toEqual([{ a: 'x' }, {}]);
  });

  it('asks nobody where nobody can answer', async () => {
    const { code } = run('DELETE FROM a', {
      'DELETE FROM a': async (options) => {
        expect(options.confirm).toBeUndefined();
        return {};
      },
    });
    expect(await code).toBe(0);
  });

  it('says what is done when a statement has no rows', async () => {
    const { code, terminal } = run(
      'CREATE VIEW v AS SELECT 1',
      { 'CREATE VIEW v AS SELECT 1': { command: 'CREATE VIEW', columns: [], rows: [] } },
      { quiet: false },
    );
    expect(await code).toBe(0);
    expect(terminal.output()).toBe('');
    expect(terminal.errors()).toBe('CREATE VIEW done · 2 calls · 0.04 s\n');
  });

  it.each([true, false])('takes the line of progress away before rows come, with the pager on: %s', async (pager) => {
    const { database } = scriptedDatabase({
      'SELECT 1': async () => {
        await new Promise((resolve) => setTimeout(resolve, 350));
        return {};
      },
    });
    let screen = '';
    const place = { outputIsScreen: true, errorIsScreen: true, inputIsKeyboard: true, height: 9 };
    const terminal: Terminal = {
      ...recordingTerminal({ ...place, environment: { PATH: process.env.PATH, PAGER: 'cat' } }),
      writeOutput: async (text) => {
        screen += text;
      },
      writeError: (text) => {
        screen += text;
      },
    };
    const { signal } = new AbortController();
    const interrupt = { signal, abort: () => undefined, dispose: () => undefined, code: 130 };
    const shown = { ...settings, colour: false, quiet: false, pager };
    expect(await runScript(database, 'SELECT 1', shown, terminal, interrupt)).toBe(0);
    // The last thing before the rows clears the line.
    const [progress = '', rows] = screen.split('n\r\n1\r\n');
    expect([progress.includes('0 calls'), progress.endsWith('\r\u001b[2K'), rows]).toEqual([
      true,
      true,
      expect.anything(),
    ]);
  });

  it('tells of a slow statement what it cost', async () => {
    const took = (milliseconds: number) => ({ statistics: { ...emptyResult.statistics, milliseconds, bytes: 2_000 } });
    const answers = { 'SELECT 1': took(2_900), 'SELECT 2': took(3_100) };
    const { code, terminal } = run('SELECT 1; SELECT 2', answers, { quiet: false, slow: 3_000 });
    expect(await code).toBe(0);
    expect(terminal.errors()).toBe('1 row · 2 calls · 2.9 s\n1 row · 2 calls · 2.0 kB · waited 0.00 s · 3.1 s\n');
  });
});
