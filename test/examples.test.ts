import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordKeys } from '../src/data/record-keys.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import type { HostOptions } from '../src/host/host-options.ts';
import { startSandbox } from '../src/sandbox/test-sandbox.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';
import { openHost } from '../src/session/open-host.ts';
import type { SessionHost } from '../src/session/session-host.ts';
import { splitScript } from '../src/sql/split-script.ts';
import { exportStack } from '../src/stacks/export/export-stack.ts';
import { loadStack } from '../src/stacks/load-stack.ts';
import { printError } from '../src/terminal/print-error.ts';
import { recordingTerminal } from '../src/terminal/recording-terminal.ts';
import { styleOf } from '../src/terminal/style.ts';

// Every example that the documentation prints has to run as it is printed, on the sandbox with its demo estate.
const root = new URL('../', import.meta.url);
const pages = [
  'README.md',
  ...readdirSync(new URL('docs/', root)).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

function blocks(page: string, language: string): readonly string[] {
  const text = readFileSync(new URL(page, root), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');
}

const statements = pages.flatMap((page) =>
  blocks(page, 'sql').flatMap((script) => splitScript(script).map(({ text }) => ({ page, text }))),
);
const programs = pages.flatMap((page) => blocks(page, 'ts').map((text) => ({ page, text })));

/** An example about one thing in particular (an ARN, an AMI) names none that is there: it is explained, not run. */
function runnable(sql: string): string {
  return /^EXEC|<\w+>/.test(sql) ? `EXPLAIN ${sql}` : sql;
}

describe('the documentation', () => {
  let db: Database;
  beforeAll(async () => {
    db = await connect({ sandbox: { seed: 'demo' }, region: 'us-east-1' });
  });
  afterAll(() => db.close());
  // What a fresh machine has.
  beforeEach(() => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE', 'AWS_ENDPOINT_URL'])
      vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nonexistent');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('has a program for each function that the library exports', () => {
    const functions = ['skyql', 'sandbox', 'stacks'].flatMap((file) =>
      [...readFileSync(new URL(`api/${file}.d.ts`, root), 'utf8').matchAll(/^declare (?:function|class) (\w+)/gm)].map(
        ([, name = '']) => name,
      ),
    );
    expect(functions).toEqual(expect.arrayContaining(['connect', 'startSandbox', 'loadStack']));
    for (const name of functions)
      expect(
        programs.some(({ text }) => text.includes(`${name}`)),
        name,
      ).toBe(true);
  });

  it('has examples', () => {
    expect(statements.length).toBeGreaterThan(5);
    expect(programs.length).toBeGreaterThan(1);
  });

  it.each(statements)('$page: $text', async ({ text }) => {
    const result = await db.query(runnable(text));
    expect(result.failures).toBe(0);
    expect(result.warnings).toEqual([]);
  });

  it('shows an error as it is printed', async () => {
    const [shown = ''] = blocks('docs/errors.md', '');
    const sql = /│ (SELECT .*)/.exec(shown)?.[1] ?? '';
    const terminal = recordingTerminal();
    const error = await db.query(sql).catch((failure: unknown) => failure);
    printError(error, { style: styleOf(terminal, 'error', false), debug: false }, terminal);
    expect(terminal.errors()).toBe(shown);
  });

  it.each(programs)('$page: $text', async ({ text }) => {
    const body = text.replaceAll(/^import .*$/gm, '').replace('console.log', 'show');
    const shown: unknown[] = [];
    const hosts: SessionHost[] = [];
    const files = new Map<string, string>();
    const given = {
      connect,
      startSandbox,
      loadStack,
      exportStack,
      recordKeys,
      SkyqlError,
      // The accounts of an example are nobody's.
      openHost: async (options: HostOptions) => {
        const host = await openHost({ region: 'us-east-1', ...options, connections: undefined, sandbox: true });
        hosts.push(host);
        return host;
      },
      db,
      writeFile: async (name: string, content: string) => void files.set(name, content),
      readFile: async (name: string) => files.get(name),
      show: (value: unknown) => shown.push(value),
    };
    const run = new Function(...Object.keys(given), `return (async () => {${body}})()`) as (
      ...values: readonly unknown[]
    ) => Promise<void>;
    await run(...Object.values(given));
    for (const host of hosts) await host.close();
    expect(shown.length > 0 || !text.includes('console.log')).toBe(true);
  });
});
