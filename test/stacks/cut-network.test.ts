import { afterAll, expect, it, vi } from 'vitest';
import type { OpenRunOptions } from '../../src/stacks/run/open-run.ts';
import { isLong, randomNumbers, seed } from '../support/run-seed.ts';
import { type SpoilingProxy, startSpoilingProxy } from '../support/spoiling-proxy.ts';
import { stackFiles } from '../support/stack-files.ts';
import { stackSandbox } from '../support/stack-sandbox.ts';

const write = stackFiles();
const { build, place, query, sandbox } = stackSandbox('empty');
// What cannot be reached is not tried again and again.
vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
afterAll(() => vi.unstubAllEnvs());

/** A VPC has an identifier that the service makes, so that one that is forgotten is made twice. */
const manifest = `name: net
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
  const result = await build(directory, {}, { connect, ...options }).catch((error: unknown) => ({ error }));
  return { result, requests: proxy.requests.length - before };
}

it('goes on where it was when the network was gone at any request of a build', { timeout: 120_000 }, async () => {
  const proxy = await startSpoilingProxy(sandbox().url);
  try {
    const whole = await builtBy(proxy, write({ 'stackql_manifest.yml': manifest }));
    expect(whole.result.error).toBeUndefined();
    const all = Array.from({ length: whole.requests }, (_, index) => index);
    const random = randomNumbers(seed);
    const points = isLong ? all : [Math.floor(random() * all.length)];
    for (const point of points) {
      await sandbox().reset();
      const directory = write({ 'stackql_manifest.yml': manifest });
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
