import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { parseArguments } from '../src/cli/arguments/parse-arguments.ts';
import { serveCommand } from '../src/cli/commands/serve-description.ts';
import { serveOptionsOf } from '../src/cli/commands/serve-options-of.ts';
import { builtProgram } from './support/built-program.ts';

const program = builtProgram();
const folder = mkdtempSync(join(tmpdir(), 'skyql-serve-'));
const password = join(folder, 'password');
writeFileSync(password, 'pencil\n');
afterAll(() => rmSync(folder, { recursive: true }));

it('serves, says where, and ends when it is told to, once its statements are done', async () => {
  const words = [
    'serve',
    '--sandbox',
    '--port',
    '0',
    '--quiet',
    '--read-only',
    '--user',
    'me',
    '--password-file',
    password,
  ];
  const server = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const [address] = (await once(server.stdout, 'data')) as [Buffer];
  const [, port = ''] = /^127\.0\.0\.1:(\d+)\n$/.exec(address.toString()) ?? [];
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'me',
    password: 'pencil',
    database: 'aws',
  });
  const told = new Promise((resolve) => client.on('error', resolve));
  await client.connect();
  const { rows } = await client.query("SELECT name FROM aws.ec2.images WHERE Owners = 'self' LIMIT 2");
  expect(rows).toHaveLength(2);
  await expect(client.query("DELETE FROM aws.ec2.images WHERE image_id = 'x'")).rejects.toMatchObject({
    code: '25006',
  });
  const last = client.query('SELECT count(*) AS n FROM range(30000000) r(i) WHERE i % 7 = 3');
  server.kill('SIGTERM');
  expect((await last).rows).toEqual([{ n: '4285714' }]);
  expect(await told).toMatchObject({ code: '57P01' });
  expect(await ended).toEqual([0, null]);
});

it('takes what its options say, and refuses what they do not', async () => {
  const optionsOf = (...words: readonly string[]) => serveOptionsOf(parseArguments(serveCommand, words));
  expect(await optionsOf()).toMatchObject({ port: 5466, address: '127.0.0.1', maxConnections: 100 });
  expect(await optionsOf('--statement-timeout', '5m', '--max-connections', '7')).toMatchObject({
    statementTimeout: 300_000,
    maxConnections: 7,
  });
  const secured = await optionsOf('--user', 'me', '--password-file', password);
  expect(secured.verifier?.storedKey).toHaveLength(32);
  for (const words of [
    ['--password-file', password],
    ['--user', 'me', '--password-file', join(folder, 'none')],
    ['--tls-cert', password],
    ['--port', '70000'],
    ['--client-timeout', 'soon'],
  ])
    await expect(optionsOf(...words), words.join(' ')).rejects.toThrow(expect.objectContaining({ name: 'UsageError' }));
});
