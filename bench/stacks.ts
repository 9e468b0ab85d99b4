import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type TestSandbox } from '../src/sandbox/test-sandbox.ts';
import { loadStack } from '../src/stacks/load-stack.ts';
import { parseTemplate } from '../src/stacks/templates/parse-template.ts';
import { renderSql } from '../src/stacks/templates/render-sql.ts';
import type { Figure } from './figure.ts';

const slow = { count: 60, seconds: 2, atOnce: 10 };
const planned = { count: 200, milliseconds: 50 };

/** How long stacks take beside what their calls take. */
export async function stackFigures(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({});
  try {
    sandbox.fail({ operation: 'CreateResource', latencyMilliseconds: slow.seconds * 1000 });
    const built = await timed(sandbox, slow.count, 'slow', 'build', slow.atOnce);
    const least = (slow.count / slow.atOnce) * slow.seconds;
    sandbox.fail();
    await timed(sandbox, planned.count, 'planned', 'build', 50);
    sandbox.fail({ service: 'cloudcontrol', latencyMilliseconds: planned.milliseconds });
    const plan = await timed(sandbox, planned.count, 'planned', 'plan', 10);
    sandbox.fail();
    const before = sandbox.requests().length;
    await timed(sandbox, planned.count, 'planned', 'build', 10);
    const reads = sandbox.requests().length - before;
    const rendering = renderingTime();
    return [
      {
        what: `Build ${slow.count} independent resources of ${slow.seconds} s each, ${slow.atOnce} at once`,
        measured: `${built.toFixed(1)} s`,
        beside: `the creations alone ${least} s`,
        goal: 'under 1.3 times that',
        holds: built < least * 1.3,
      },
      {
        what: `Plan ${planned.count} resources that are as they are wanted, ${planned.milliseconds} ms a call`,
        measured: `${plan.toFixed(1)} s`,
        beside: 'one call a resource, 10 at once',
        goal: 'under 3 s',
        holds: plan < 3,
      },
      {
        what: `Build ${planned.count} resources that are as they are wanted`,
        measured: `${reads} calls`,
        beside: 'one read a resource',
        goal: `at most ${planned.count}`,
        holds: reads <= planned.count,
      },
      {
        what: 'Render an anchor with ten values',
        measured: `${rendering.toFixed(3)} ms`,
        beside: 'a statement of 11 lines',
        goal: 'under 1 ms',
        holds: rendering < 1,
      },
    ];
  } finally {
    await sandbox.close();
    for (const directory of directories.values()) rmSync(directory, { recursive: true });
  }
}

/** Milliseconds. */
function renderingTime(): number {
  const names = Array.from({ length: 10 }, (_, index) => `value${index}`);
  const text = `SELECT count(*) AS count FROM aws.ec2.vpcs\nWHERE ${names.map((name) => `a = '{{ ${name} }}'`).join('\nAND ')}`;
  const template = parseTemplate(text, { file: { name: 'bench.iql', text }, offset: 0 });
  const scope = { lookup: (name: string) => `it's ${name}`, functions: {} };
  const times = 1_000;
  for (let count = 0; count < 50; count += 1) renderSql(template, scope);
  const start = performance.now();
  for (let count = 0; count < times; count += 1) renderSql(template, scope);
  return (performance.now() - start) / times;
}

const directories = new Map<string, string>();

/** Seconds. */
async function timed(
  { url }: TestSandbox,
  count: number,
  name: string,
  command: 'build' | 'plan',
  parallel: number,
): Promise<number> {
  const directory = directories.get(name) ?? mkdtempSync(join(tmpdir(), 'skyql-bench-'));
  directories.set(name, directory);
  const resources = Array.from(
    { length: count },
    (_, index) =>
      `  - name: group${index}\n    resource: aws.logs.log_groups\n    props: [{ name: LogGroupName, value: /${name}/${index} }]\n`,
  );
  writeFileSync(join(directory, 'stackql_manifest.yml'), `name: ${name}\nresources:\n${resources.join('')}`);
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  const connect = { endpoint: url, connections: [{ name: 'bench', credentials }], region: 'us-east-1' };
  const stack = await loadStack({ directory, environment: 'dev', connect });
  const start = performance.now();
  const done = await stack[command]({ parallel });
  if ('error' in done && done.error !== undefined) throw done.error;
  return (performance.now() - start) / 1000;
}
