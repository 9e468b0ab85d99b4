import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';
import { recordingTerminal } from '../src/terminal/recording-terminal.ts';
import { builtProgram } from './support/built-program.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';

const program = builtProgram();
const images = 'aws.sagemaker.images';
const role = 'arn:aws:iam::123456789012:role/images';
// A process that compiles its own source takes seconds where many tests run side by side.
const patience = 60_000;

function start(words: readonly string[], account = '123456789012'): ChildProcess {
  const { AWS_PROFILE: _profile, AWS_ENDPOINT_URL: _endpoint, ...inherited } = process.env;
  const own = { AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1', NO_COLOR: '1' };
  return spawn(process.execPath, [program, ...words], {
    env: { ...inherited, ...own },
    stdio: 'pipe',
  });
}

async function run(words: readonly string[], account?: string, input = '') {
  const child = start(words, account);
  child.stdin?.end(input);
  const [output = '', errors = '', [code]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, output, errors };
}

describe('skyql query --plan-out and skyql apply, as processes, against skyql sandbox', () => {
  let sandbox: ChildProcess;
  let url: string;
  let directory: string;
  let file: string;
  let sky: LanguageSession;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skyql-plans-'));
    file = join(directory, 'plan.json');
    sandbox = start(['sandbox', '--port', '0', '--clock', 'instant']);
    url = '';
    for (const stream of [sandbox.stdout, sandbox.stderr]) {
      if (stream === null) continue;
      const lines = createInterface({ input: stream });
      lines.on('line', (line) => {
        url ||= /http:\/\/[\d.]+:\d+/.exec(line)?.[0] ?? '';
        if (url !== '') sandbox.emit('ready');
      });
    }
    await once(sandbox, 'ready');
    sky = await openLanguage({
      endpoint: url,
      connections: [
        { name: 'default', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] },
      ],
    });
    await sky.query(`INSERT INTO ${images} (ImageName, ImageRoleArn) VALUES ('kept', '${role}')`);
  });
  afterAll(async () => {
    await sky.close();
    sandbox.kill();
    await once(sandbox, 'exit');
    await rm(directory, { recursive: true, force: true });
  });

  const apply = (...words: string[]) => run(['apply', '--endpoint-url', url, '-o', 'csv', '-q', ...words]);
  const description = async () =>
    (await sky.values(`SELECT image_description FROM ${images} WHERE image_name = 'kept'`))[0];
  const describedAs = (words: string) =>
    `UPDATE ${images} SET image_description = '${words}' WHERE image_name = 'kept' RETURNING image_description`;
  const keep = async (sql: string) => {
    const plan = `${JSON.stringify(await sky.db.plan(sql), null, 2)}\n`;
    await writeFile(file, plan, { mode: 0o600 });
    return plan;
  };

  it(
    'writes what would be changed for its owner alone, changes nothing, and carries it out later',
    async () => {
      const words = ['query', '--endpoint-url', url, '-o', 'csv', '-q', '--plan-out', file];
      const planned = await run([...words, describedAs('planned')]);
      expect(planned).toMatchObject({ code: 0, errors: '' });
      expect(planned.output).toMatch(
        /^identifier,region,change\r\n.*image\/kept,us-east-1,.*add \/ImageDescription.*planned/,
      );
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect(await description()).toBeNull();
      expect(await apply(file)).toEqual({ code: 0, output: 'image_description\r\nplanned\r\n', errors: '' });
      expect(await description()).toBe('planned');
    },
    patience,
  );

  it(
    'refuses a plan whose world has moved, with its own words and 1',
    async () => {
      await keep(describedAs('plan'));
      await sky.query(describedAs('meanwhile'));
      const outcome = await apply(file);
      expect(outcome).toMatchObject({ code: 1, output: '' });
      expect(outcome.errors).toMatch(
        /error\[PLAN_OUTDATED\]: .*ImageDescription was "planned" and is "meanwhile"(.|\n)*hint: /,
      );
      expect(await description()).toBe('meanwhile');
    },
    patience,
  );

  it(
    'refuses another account, and a plan that was altered',
    async () => {
      const plan = await keep(describedAs('plan'));
      const stranger = await run(['apply', '--endpoint-url', url, file], '210987654321');
      expect(stranger).toMatchObject({ code: 1, errors: expect.stringContaining('error[PLAN_OTHER_ACCOUNT]') });
      await writeFile(file, plan.replaceAll('"plan"', '"more"').replace('"more": {', '"plan": {'));
      const altered = await apply(file);
      expect(altered).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('error[PLAN_ALTERED]') });
      expect(await description()).toBe('meanwhile');
    },
    patience,
  );

  it(
    'obeys the guards, and reads a plan from standard input',
    async () => {
      const plan = await keep(`DELETE FROM ${images}`);
      expect(await apply(file)).toMatchObject({ code: 1, errors: expect.stringContaining('error[TOO_MANY_CHANGES]') });
      const piped = await run(['apply', '--endpoint-url', url, '-q', '-o', 'csv', '--yes', '-'], home, plan);
      expect(piped).toMatchObject({ code: 0, output: expect.stringContaining('SUCCESS') });
      expect(await description()).toBeUndefined();
    },
    patience,
  );

  it('says what is wrong with the command line, with 2', async () => {
    const terminal = recordingTerminal();
    expect(await main(['apply', join(directory, 'none.json')], terminal)).toBe(2);
    expect(await main(['apply'], terminal)).toBe(2);
    const query = (out: string, sql: string) =>
      main(['query', '--endpoint-url', url, '--plan-out', out, sql], terminal);
    expect(await query(file, `${describedAs('a')}; ${describedAs('b')}`)).toBe(2);
    expect(terminal.errors()).toContain('one statement');
  });
});
