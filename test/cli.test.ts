import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { demoAccounts } from '../src/sandbox/seeds/estate.ts';
import { populateDemo } from '../src/sandbox/seeds/populate-demo.ts';
import { builtProgram } from './support/built-program.ts';

const program = builtProgram();
const project = fileURLToPath(new URL('..', import.meta.url));
const secret = 'test';
const pipelines = 'SELECT name FROM aws.imagebuilder.image_pipelines';

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  stdio: StdioOptions = 'pipe',
): ChildProcess {
  const { AWS_PROFILE: _profile, AWS_ENDPOINT_URL: _endpoint, ...inherited } = process.env;
  return spawn(process.execPath, [program, ...words], {
    cwd: project,
    env: { ...inherited, AWS_ACCESS_KEY_ID: demoAccounts.build, AWS_SECRET_ACCESS_KEY: secret, ...environment },
    stdio,
  });
}

async function outcomeOf(child: ChildProcess, input = ''): Promise<Outcome> {
  child.stdin?.end(input);
  const [output = '', errors = '', [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, output, errors };
}

const run = (words: readonly string[], input?: string, environment?: Readonly<Record<string, string>>) =>
  outcomeOf(start(words, environment), input);

describe('skyql as a process', () => {
  let sandbox: SandboxServer;
  const there = () => ['--endpoint-url', sandbox.url];

  beforeAll(async () => {
    sandbox = await startSandbox({ clock: 'instant', populate: populateDemo });
  });
  afterAll(async () => {
    await sandbox.close();
  });

  it('prints rows to standard output and nothing else, and exits with 0', async () => {
    const outcome = await run(['query', ...there(), '-o', 'jsonl', `${pipelines} WHERE region = 'us-east-1'`]);
    expect(outcome).toMatchObject({ code: 0, errors: expect.stringMatching(/^\d+ rows · \d+ calls? · [\d.]+ s\n$/) });
    const rows = outcome.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toEqual({ name: expect.any(String) });
  });

  it.runIf(existsSync('/dev/full'))('says in one line that the output could not be written', async () => {
    const full = openSync('/dev/full', 'w');
    const child = start(['query', ...there(), 'SELECT 1 AS a'], {}, ['pipe', full, 'pipe']);
    closeSync(full);
    expect(await outcomeOf(child)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^error\[OUTPUT_NOT_WRITTEN\]: The output could not be written: .*ENOSPC.*\n$/),
    });
  });

  it('runs against its own sandbox, from standard input, with a parameter', async () => {
    const script = '-- two statements\nSELECT $name AS n;\nSELECT 2 AS two;';
    const outcome = await run(['exec', '--sandbox', '-', '-p', 'name=web', '-o', 'csv', '-q'], script);
    expect(outcome).toEqual({ code: 0, output: 'n\r\nweb\r\ntwo\r\n2\r\n', errors: '' });
  });

  it('stops after the first statement that fails, with 1', async () => {
    const script = 'SELECT 1 AS a;\nSELECT nme FROM aws.imagebuilder.image_pipelines;\nSELECT 3 AS c';
    const outcome = await run(['query', ...there(), '--region', 'us-east-1', '-q', '-o', 'csv', script]);
    expect(outcome).toMatchObject({ code: 1, output: 'a\r\n1\r\n' });
    expect(outcome.errors).toContain('error[UNKNOWN_COLUMN]: ');
    expect(outcome.errors).toContain('hint: ');
    expect(outcome.errors).toContain('name');
    expect(outcome.errors).not.toMatch(/\n\s+at .*\.[jt]s/);
  });

  it('says what is wrong with the command line, with 2', async () => {
    const outcome = await run(['query', '--rgion', 'us-east-1', 'SELECT 1']);
    expect(outcome).toMatchObject({ code: 2, output: '', errors: expect.stringContaining('Did you mean --region?') });
  });

  it('exits with 3 under --strict when a region could not be read, and prints the rows of the others', async () => {
    const throttled = await startSandbox({ clock: 'instant', populate: populateDemo });
    throttled.sandbox.faults.set([
      {
        region: 'eu-west-1',
        service: 'imagebuilder',
        error: { code: 'AccessDeniedException', message: 'No.', status: 403 },
      },
    ]);
    const where = ['--endpoint-url', throttled.url, '--region', 'us-east-1,eu-west-1'];
    const strict = await run(['query', ...where, '--strict', '-o', 'jsonl', '-q', pipelines]);
    await throttled.close();
    expect(strict.code).toBe(3);
    expect(strict.output).not.toBe('');
    expect(strict.errors).toContain('warning[ACCESS_DENIED]: ');
    expect(strict.errors).toContain('region eu-west-1');
  });

  it('refuses changes with --read-only', async () => {
    const insert =
      "INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn, region) VALUES ('a', 'arn:aws:iam::111122223333:role/r', 'us-east-1')";
    const outcome = await run(['query', ...there(), '--read-only', insert]);
    expect(outcome).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('error[READ_ONLY]: ') });
  });

  it('never prints a secret', async () => {
    const leaked = 'wrong/secret+that/must+not+show';
    const words = ['query', ...there(), '--debug', '--region', 'us-east-1', pipelines];
    const outcome = await run(words, '', { AWS_SECRET_ACCESS_KEY: leaked });
    expect(outcome.code).toBe(1);
    expect(outcome.errors).toMatch(/^error\[[A-Z_]+\]: /);
    expect(outcome.output + outcome.errors).not.toContain(leaked);
  });

  it('stops its calls at Ctrl-C and exits with 130', async () => {
    let asked: () => void = () => undefined;
    const request = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const silent = createServer(() => asked()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const child = start(['query', '--endpoint-url', `http://127.0.0.1:${port}`, '--region', 'us-east-1', pipelines]);
    const outcome = outcomeOf(child);
    await Promise.race([request, outcome]);
    child.kill('SIGINT');
    expect((await outcome).code).toBe(130);
    silent.closeAllConnections();
    silent.close();
  });

  it('ends quietly when its reader goes', async () => {
    const child = start(['query', '--sandbox', '-o', 'csv', 'SELECT range AS n FROM range(1000000)']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const errors = child.stderr ? text(child.stderr) : '';
    const [code] = await once(child, 'exit');
    expect({ code, errors: await errors }).toEqual({ code: 0, errors: '' });
  });
});

describe('skyql sandbox', () => {
  it('prints its address, answers, and ends with 0 when told to', async () => {
    const child = start(['sandbox', '--port', '0', '--clock', 'instant', '--quiet']);
    const outcome = outcomeOf(child);
    const address = String(await new Promise((resolve) => child.stdout?.once('data', resolve))).trim();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${address}/_skyql/health`)).status).toBe(200);

    const port = new URL(address).port;
    const second = await run(['sandbox', '--port', port]);
    expect(second).toMatchObject({ code: 1, output: '' });
    expect(second.errors).toContain('error[PORT_IN_USE]: ');
    expect(second.errors).toContain('hint: ');

    child.kill('SIGTERM');
    expect(await outcome).toMatchObject({ code: 0, errors: '' });
  });
});
