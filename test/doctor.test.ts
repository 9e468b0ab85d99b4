import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkClock } from '../src/cli/doctor/check-clock.ts';
import { checkNode } from '../src/cli/doctor/check-machine.ts';
import { checkProxies } from '../src/cli/doctor/check-settings.ts';
import type { Finding } from '../src/cli/doctor/finding.ts';
import { main } from '../src/cli/main.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { recordingTerminal } from '../src/terminal/recording-terminal.ts';

async function run(...words: string[]) {
  const terminal = recordingTerminal();
  return { code: await main(words, terminal), output: terminal.output(), errors: terminal.errors() };
}

describe('skyql doctor', { timeout: 60_000 }, () => {
  let server: SandboxServer;
  let directory: string;
  beforeAll(async () => {
    server = await startSandbox({ clock: 'instant' });
    directory = mkdtempSync(join(tmpdir(), 'skyql-doctor-'));
  });
  afterAll(async () => {
    await server.close();
    rmSync(directory, { recursive: true });
    vi.unstubAllEnvs();
  });

  it('finds nothing wrong with the sandbox', async () => {
    const { code, output } = await run('doctor', '--sandbox', '--profile', 'production,build');
    expect({ code, wrong: output.split('\n').filter((line) => line !== '' && !line.startsWith('ok ')) }).toEqual({
      code: 0,
      wrong: [],
    });
    expect(output).toMatch(/connection build: account 210987654321, as arn:aws:iam::210987654321:user\/sandbox/);
  });

  it('tells each connection that does not work, and how to mend it', async () => {
    const config = join(directory, 'skyql.yaml');
    writeFileSync(
      config,
      `connections:
  good: {role: "arn:aws:iam::222222222222:role/reader", regions: [eu-west-1], endpoint: "${server.url}"}
  bad: {profile: nobody, regions: [eu-west-1], endpoint: "${server.url}"}
`,
    );
    vi.stubEnv('AWS_ACCESS_KEY_ID', '111111111111');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('AWS_PROFILE', undefined);
    const { code, output } = await run('doctor', '--config', config, '--format', 'json');
    const findings = JSON.parse(output) as readonly Finding[];
    expect(code).toBe(1);
    expect(findings.filter(({ status }) => status !== 'ok')).toMatchObject(
      [{ check: 'connection bad', status: 'failed', text: expect.stringMatching(/no profile "nobody"/), fix: /./ }].map(
        ({ fix: _, ...finding }) => ({ ...finding, fix: expect.any(String) }),
      ),
    );
    expect(findings).toContainEqual({
      check: 'connection good',
      status: 'ok',
      text: 'account 222222222222, as arn:aws:sts::222222222222:assumed-role/reader/skyql',
    });
  });

  it('goes no further where the file is wrong', async () => {
    const config = join(directory, 'wrong.yaml');
    writeFileSync(config, 'conections: {}\n');
    const { code, output } = await run('doctor', '--config', config);
    expect(code).toBe(1);
    expect(output.trim().split('\n').slice(-2).join('\n')).toMatch(
      /^failed {2}settings: .*wrong.yaml:1:1: .*\n {8}mend it: Did you mean connections\?$/,
    );
  });

  it('sees a wrong clock and an endpoint that nobody is at', async () => {
    const hour = 3_600_000;
    const find = async (offset: number) =>
      (await checkClock({ region: 'us-east-1', endpoint }, () => Date.now() + offset)).map(({ status, text }) => [
        status,
        text.replace(/\d{4}/, 'N'),
      ]);
    const clock = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => clock.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(clock.address() as AddressInfo).port}`;
    expect((await find(0)).at(-1)).toEqual(['ok', "as the endpoint's"]);
    expect((await find(hour)).at(-1)).toEqual(['warning', expect.stringMatching(/^It is N seconds fast/)]);
    expect((await find(-hour)).at(-1)).toEqual(['warning', expect.stringMatching(/^It is N seconds slow/)]);
    await new Promise((resolve) => clock.close(resolve));
    expect(await find(0)).toEqual([['failed', expect.stringMatching(/could not be reached/)]]);
  });

  it('knows old versions of Node, and proxies that are no addresses', () => {
    expect(checkNode('20.19.9')).toMatchObject({ status: 'failed', fix: expect.stringMatching(/20\.20\.0/) });
    for (const version of ['20.20.0', '22.1.0', '100.0.0']) expect(checkNode(version)).toMatchObject({ status: 'ok' });
    expect(checkProxies({})).toEqual([]);
    expect(checkProxies({ HTTPS_PROXY: 'http://me:hunter2@proxy:3128', http_proxy: 'proxy:3128' })).toEqual([
      { check: 'proxy', status: 'ok', text: 'HTTPS_PROXY leads to http://proxy:3128' },
      expect.objectContaining({ check: 'proxy', status: 'failed', text: 'http_proxy is no address.' }),
    ]);
  });
});

describe('skyql init', () => {
  it('writes a file once', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'skyql-init-'));
    vi.stubEnv('XDG_CONFIG_HOME', directory);
    vi.stubEnv('AWS_CONFIG_FILE', join(directory, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
    writeFileSync(join(directory, 'config'), '[profile dev]\nregion = eu-west-1\n');
    const file = join(directory, 'skyql', 'skyql.yaml');
    expect(await run('init', '--user')).toMatchObject({ code: 0, output: expect.stringContaining(file) });
    expect(readFileSync(file, 'utf8')).toMatch(/ {2}dev:\n {4}profile: dev\n {4}regions:\n {6}- eu-west-1\n/);
    writeFileSync(file, 'mine');
    expect(await run('init', '--user')).toMatchObject({ code: 2, errors: expect.stringContaining('--force') });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(await run('init', '--user', '--force')).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toContain('profile: dev');
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true });
  });
});
