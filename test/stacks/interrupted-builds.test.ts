import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, it, vi } from 'vitest';
import type { OpenRunOptions } from '../../src/stacks/run/open-run.ts';
import { builtProgram } from '../support/built-program.ts';
import { isLong, randomNumbers, seed } from '../support/run-seed.ts';
import { type SpoilingProxy, startSpoilingProxy } from '../support/spoiling-proxy.ts';
import { stackFiles } from '../support/stack-files.ts';
import { stackSandbox } from '../support/stack-sandbox.ts';

const program = builtProgram();
const write = stackFiles();
const { build: buildHere, place, query, sandbox } = stackSandbox();
afterAll(() => vi.unstubAllEnvs());
const kills = isLong ? 100 : 1;
const count = isLong ? 20 : 6;

/** VPCs have identifiers that the service makes, so that one that is forgotten is made twice; each subnet needs one. */
const manifest = `name: killed
providers: [aws]
globals: [{ name: region, value: us-east-1 }]
resources:
${Array.from(
  { length: count / 2 },
  (_, index) => `  - name: vpc${index}
    resource: aws.ec2.vpcs
    props: [{ name: CidrBlock, value: 10.${index}.0.0/16 }]
  - name: subnet${index}
    resource: aws.ec2.subnets
    props: [{ name: VpcId, value: '{{ vpc${index}.vpc_id }}' }, { name: CidrBlock, value: 10.${index}.1.0/24 }]
`,
).join('')}`;

/** Runs a build, and kills it once so many requests have arrived. */
async function build(directory: string, killAfter?: number): Promise<number | null> {
  const before = sandbox().requests().length;
  const child = spawn(
    process.execPath,
    [program, 'stack', 'build', directory, 'dev', '--endpoint-url', sandbox().url, '--region', 'us-east-1', '--quiet'],
    { env: { ...process.env, ...sandbox().environment }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const timer = setInterval(() => {
    if (killAfter !== undefined && sandbox().requests().length - before >= killAfter) child.kill('SIGKILL');
  }, 2);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  return code;
}

it('makes nothing twice and forgets nothing when builds are killed', {
  timeout: isLong ? 3_600_000 : 120_000,
}, async () => {
  const random = randomNumbers(seed);
  for (let round = 0; round < kills; round += 1) {
    await sandbox().reset();
    const directory = write({ 'stackql_manifest.yml': manifest });
    // Of a whole build there are about six requests a resource.
    const killAfter = 3 + Math.floor(random() * 5.5 * count);
    const first = await build(directory, killAfter);
    expect(await build(directory), `killed after ${killAfter} requests, it ended with ${first}, SEED=${seed}`).toBe(0);
    const rows = await query(
      `SELECT count(*) AS n, count(DISTINCT cidr_block) AS different FROM aws.ec2.vpcs WHERE cidr_block LIKE '10.%'
       UNION ALL SELECT count(*), count(DISTINCT cidr_block) FROM aws.ec2.subnets WHERE cidr_block LIKE '10.%'`,
    );
    const each = { n: count / 2, different: count / 2 };
    expect(rows, `killed after ${killAfter} requests, SEED=${seed}`).toEqual([each, each]);
  }
});

/** A VPC has an identifier that the service makes, so that one that is forgotten is made twice. */
const small = `name: net
providers: [aws]
globals: [{ name: region, value: us-east-1 }]
resources:
  - name: net
    resource: aws.ec2.vpcs
    props: [{ name: CidrBlock, value: 10.55.0.0/16 }]
  - name: subnet
    resource: aws.ec2.subnets
    props: [{ name: VpcId, value: '{{ net.vpc_id }}' }, { name: CidrBlock, value: 10.55.1.0/24 }]
`;
const made = `SELECT (SELECT count(*) FROM aws.ec2.vpcs WHERE cidr_block = '10.55.0.0/16') AS vpcs,
  (SELECT count(*) FROM aws.ec2.subnets WHERE cidr_block = '10.55.1.0/24') AS subnets`;

/** A build of the stack through the network, and how many requests it made. */
async function builtBy(proxy: SpoilingProxy, directory: string, options: Pick<OpenRunOptions, 'signal'> = {}) {
  const before = proxy.requests.length;
  const connect = { ...place(), endpoint: proxy.url };
  const result = await buildHere(directory, {}, { connect, ...options }).catch((error: unknown) => ({ error }));
  return { result, requests: proxy.requests.length - before };
}

it('goes on where it was when the network was gone at any request of a build', { timeout: 120_000 }, async () => {
  // What cannot be reached is not tried again and again.
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  const proxy = await startSpoilingProxy(sandbox().url);
  try {
    const whole = await builtBy(proxy, write({ 'stackql_manifest.yml': small }));
    expect(whole.result.error).toBeUndefined();
    const all = Array.from({ length: whole.requests }, (_, index) => index);
    const random = randomNumbers(seed);
    const points = isLong ? all : [Math.floor(random() * all.length)];
    for (const point of points) {
      await sandbox().reset();
      const directory = write({ 'stackql_manifest.yml': small });
      const stop = new AbortController();
      let count = -1;
      proxy.spoil(() => {
        count += 1;
        // How a change went is asked for two minutes: whoever waits for it has enough of that.
        if (count > point + 1) stop.abort();
        // The last one arrives, and its answer does not.
        return count < point ? undefined : { kind: count === point ? 'cut after' : 'cut before' };
      });
      const at = `cut at ${point} of ${all.length}, SEED=${seed}`;
      expect((await builtBy(proxy, directory, { signal: stop.signal })).result.error, at).toBeDefined();
      proxy.spoil(() => undefined);
      const { result } = await builtBy(proxy, directory);
      expect(result.error, at).toBeUndefined();
      expect(await query(made), at).toEqual([{ vpcs: 1, subnets: 1 }]);
    }
  } finally {
    await proxy.close();
  }
});
