// Keeps what V8 makes of the program's files while it does what it is most often started for, as `dist/program.cjs.compiled` and its like,
// which src/data/require-compiled.ts reads.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dist/skyql.cjs', import.meta.url));
const sandbox = spawn(process.execPath, [program, 'sandbox', '--port', '0', '--quiet'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const ended = once(sandbox, 'exit').then(([code]) => {
    throw new Error(`The sandbox ended with ${code}.`);
  });
  const [address] = await Promise.race([once(sandbox.stdout, 'data'), ended]);
  const images = "SELECT name FROM aws.ec2.images WHERE Owners = 'self'";
  const pipelines = 'SELECT name FROM aws.imagebuilder.image_pipelines';
  const keep = (...words) =>
    execFileSync(
      process.execPath,
      [program, 'query', '--region', 'us-east-1', '--quiet', '--output', 'csv', ...words],
      {
        env: {
          ...process.env,
          AWS_ACCESS_KEY_ID: '123456789012',
          AWS_SECRET_ACCESS_KEY: 'test',
          SKYQL_KEEP_COMPILED: '1',
        },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
  keep('--endpoint-url', String(address).trim(), `${pipelines}; ${images}`);
  // The rest: a sandbox is what it is most often loaded for.
  const update =
    "UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED' WHERE name = 'golden-al2023-x86' RETURNING name";
  keep('--sandbox', '--profile', 'build', `${pipelines}; ${images}; ${update}`);
  keep('--sandbox', `SET dialect = 'stackql'; ${pipelines} WHERE json_extract(tags, '$.team') = 'none'`);
  ended.catch(() => undefined);
} catch (error) {
  // Without it the program starts as well, only later.
  process.stderr.write(`The program is not kept compiled: ${error.message}\n`);
} finally {
  sandbox.kill();
}
