import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type TestSandbox } from '../../src/sandbox/test-sandbox.ts';
import { connect } from '../../src/session/connect.ts';
import { builtProgram } from '../support/built-program.ts';
import { stackFiles } from '../support/stack-files.ts';

const program = builtProgram();
const write = stackFiles();
const isLong = process.env.SKYQL_LONG === '1';
const kills = isLong ? 100 : 1;
const count = 20;
/** Of the points at which builds are killed: a failure is repeated by `SEED=...`. */
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000));
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({});
});
afterAll(() => sandbox.close());

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
  const before = sandbox.requests().length;
  const child = spawn(
    process.execPath,
    [program, 'stack', 'build', directory, 'dev', '--endpoint-url', sandbox.url, '--region', 'us-east-1', '--quiet'],
    { env: { ...process.env, ...sandbox.environment }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const timer = setInterval(() => {
    if (killAfter !== undefined && sandbox.requests().length - before >= killAfter) child.kill('SIGKILL');
  }, 2);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  return code;
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function randomNumbers(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

it('makes nothing twice and forgets nothing when builds are killed', {
  timeout: isLong ? 900_000 : 120_000,
}, async () => {
  const random = randomNumbers(seed);
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  for (let round = 0; round < kills; round += 1) {
    await sandbox.reset();
    const directory = write({ 'stackql_manifest.yml': manifest });
    // Of a whole build there are about 120 requests.
    const killAfter = 3 + Math.floor(random() * 110);
    const first = await build(directory, killAfter);
    expect(await build(directory), `killed after ${killAfter} requests, it ended with ${first}, SEED=${seed}`).toBe(0);
    const db = await connect({ endpoint: sandbox.url, connections: [{ name: 'a', credentials }], region: 'us-east-1' });
    const { rows } = await db.query(
      `SELECT count(*) AS n, count(DISTINCT cidr_block) AS different FROM aws.ec2.vpcs WHERE cidr_block LIKE '10.%'
       UNION ALL SELECT count(*), count(DISTINCT cidr_block) FROM aws.ec2.subnets WHERE cidr_block LIKE '10.%'`,
    );
    await db.close();
    const each = { n: count / 2, different: count / 2 };
    expect(rows, `killed after ${killAfter} requests, SEED=${seed}`).toEqual([each, each]);
  }
});
