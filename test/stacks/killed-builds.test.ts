import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { builtProgram } from '../support/built-program.ts';
import { isLong, randomNumbers, seed } from '../support/run-seed.ts';
import { stackFiles } from '../support/stack-files.ts';
import { stackSandbox } from '../support/stack-sandbox.ts';

const program = builtProgram();
const write = stackFiles();
const { query, sandbox } = stackSandbox();
const kills = isLong ? 100 : 1;
const count = 20;

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
    // Of a whole build there are about 120 requests.
    const killAfter = 3 + Math.floor(random() * 110);
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
