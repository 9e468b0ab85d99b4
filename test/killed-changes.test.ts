import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import type { ConnectOptions } from '../src/session/connect-options.ts';
import { builtProgram } from './support/built-program.ts';
import { home, type LanguageSession, openLanguage } from './support/language-session.ts';
import { isLong } from './support/run-seed.ts';
import { type SpoilingProxy, startSpoilingProxy } from './support/spoiling-proxy.ts';

const program = builtProgram();
const project = fileURLToPath(new URL('..', import.meta.url));
const role = 'arn:aws:iam::123456789012:role/images';
const all = 16;
/** So many are answered; of the others no answer comes. In the long mode each number that there is. */
const points = isLong ? Array.from({ length: all }, (_, point) => point) : [3];
/** So many changes are on their way at once, when so many are answered. */
const atOnce = (point: number) => Math.min(10, all - point);

describe('a process that is ended while it changes AWS', { timeout: 60_000 }, () => {
  let server: SandboxServer;
  let proxy: SpoilingProxy;
  let sky: LanguageSession;

  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    proxy = await startSpoilingProxy(server.url);
    sky = await open();
  });
  afterAll(async () => {
    await sky.close();
    await proxy.close();
    await server.close();
  });

  const open = (options: ConnectOptions = {}) =>
    openLanguage({
      endpoint: server.url,
      connections: [
        { name: 'default', credentials: { accessKeyId: home, secretAccessKey: 'test' }, regions: ['us-east-1'] },
      ],
      ...options,
    });
  const insert = (name: string) =>
    `INSERT INTO aws.sagemaker.images (ImageName, ImageRoleArn) SELECT '${name}-' || i, '${role}' FROM range(${all}) t(i)`;
  const whole = (name: string) =>
    sky.values(
      `SELECT image_arn FROM aws.sagemaker.images WHERE image_name LIKE '${name}-%' AND image_description IS NULL`,
    );

  /** Runs the statement, and sends the signal when all that is answered has been told and the others are on their way. */
  async function ended(signal: NodeJS.Signals, operation: string, point: number, words: readonly string[]) {
    proxy.spoil((own, before) => (own === operation && before >= point ? { kind: 'silence' } : undefined));
    const child = spawn(
      process.execPath,
      [program, 'query', '--endpoint-url', proxy.url, '--region', 'us-east-1', '--max-changes', '100', ...words],
      {
        cwd: project,
        env: { ...process.env, AWS_ACCESS_KEY_ID: home, AWS_SECRET_ACCESS_KEY: 'test' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    let errors = '';
    const hasTold = new Promise<void>((resolve) => {
      const look = () => {
        const told = `${output}${errors}`.split('SUCCESS').length - 1;
        if (told >= point && proxy.arrived(operation) === point + atOnce(point)) resolve();
      };
      child.stdout.on('data', (chunk) => {
        output += chunk;
        look();
      });
      child.stderr.on('data', (chunk) => {
        errors += chunk;
        look();
      });
      const timer = setInterval(look, 20);
      child.on('exit', () => {
        clearInterval(timer);
        resolve();
      });
    });
    const exit = once(child, 'close');
    await hasTold;
    child.kill(signal);
    const [code, by] = await exit;
    return { code: code as number | null, by: by as string | null, output, errors };
  }

  const rowsOf = (output: string): readonly Row[] =>
    output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
  const identifiers = (rows: readonly Row[], status: string) =>
    rows.filter((row) => row.status === status).map(({ identifier }) => identifier);

  // All three go the same way; a process takes seconds.
  const signals = [
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const;

  it.each(isLong ? signals : signals.slice(0, 1))(
    '%s: tells what was made, what nobody knows and what was not tried',
    async (signal, code) => {
      const name = signal.toLowerCase();
      const point = 3;
      const outcome = await ended(signal, 'CreateResource', point, ['-o', 'jsonl', insert(name)]);
      expect(outcome.code).toBe(code);
      const rows = rowsOf(outcome.output);
      expect(rows).toHaveLength(all);
      expect(identifiers(rows, 'UNKNOWN')).toHaveLength(atOnce(point));
      expect(identifiers(rows, 'SKIPPED')).toHaveLength(all - point - atOnce(point));
      const made = await whole(name);
      expect(made).toHaveLength(point + atOnce(point));
      for (const identifier of identifiers(rows, 'SUCCESS')) expect(made).toContain(identifier);
    },
  );

  it.each(points)(
    'kill -9 of an INSERT after %i answers: what was made is told, line by line, as rows',
    async (point) => {
      const name = `insert${point}`;
      const again = insert(name);
      const options = ['-o', 'jsonl', '--idempotency-key', 'deploy-42'];
      const outcome = await ended('SIGKILL', 'CreateResource', point, [...options, again]);
      expect(outcome).toMatchObject({ code: null, by: 'SIGKILL' });
      const rows = rowsOf(outcome.output);
      expect(rows).toHaveLength(point);
      const made = await whole(name);
      for (const identifier of identifiers(rows, 'SUCCESS')) expect(made).toContain(identifier);
      // Of what AWS has accepted the request is told, too.
      for (const { request_token } of rows)
        expect(outcome.errors).toContain(`CREATE accepted us-east-1 · request ${request_token}`);
      // Repeated with the same key it makes the others alone.
      proxy.spoil(() => undefined);
      const repeated = await open({ idempotencyKey: 'deploy-42' });
      const rerun = await repeated.rows(again);
      await repeated.close();
      expect(identifiers(rerun, 'SUCCESS')).toHaveLength(all);
      expect(await whole(name)).toHaveLength(all);
      expect(rerun.filter(({ message }) => message !== null)).toHaveLength(point + atOnce(point));
    },
  );

  it.each(points)(
    'kill -9 of an UPDATE or DELETE after %i answers: what was changed is told on standard error',
    async (point) => {
      const name = `change${point}`;
      await sky.query(insert(name));
      const which = `WHERE image_name LIKE '${name}-%'`;
      const update = `UPDATE aws.sagemaker.images SET image_description = 'x' ${which}`;
      const updated = await ended('SIGKILL', 'UpdateResource', point, [update]);
      expect(updated).toMatchObject({ code: null, output: '' });
      const changed = [...updated.errors.matchAll(/^UPDATE SUCCESS (arn:\S+) · us-east-1 · request /gm)].map(
        ([, arn]) => arn,
      );
      expect(changed).toHaveLength(point);
      const unchanged = await whole(name);
      expect(unchanged).toHaveLength(all - point - atOnce(point));
      for (const arn of changed) expect(unchanged).not.toContain(arn);

      const deleted = await ended('SIGKILL', 'DeleteResource', point, [`DELETE FROM aws.sagemaker.images ${which}`]);
      const gone = [...deleted.errors.matchAll(/^DELETE SUCCESS (arn:\S+) · us-east-1/gm)].map(([, arn]) => arn);
      expect(gone).toHaveLength(point);
      const left = await sky.values(`SELECT image_arn FROM aws.sagemaker.images ${which}`);
      expect(left).toHaveLength(all - point - atOnce(point));
      for (const arn of gone) expect(left).not.toContain(arn);
    },
  );
});
