import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

export interface CliAnswer {
  /** The exit code. */
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

export interface CliCommand {
  readonly account: string;
  readonly words: readonly string[];
}

export interface AwsCli {
  /** Commands one after the other, each as `aws` runs it: the process that starts for them starts once. */
  run(endpoint: string, commands: readonly CliCommand[]): Promise<readonly CliAnswer[]>;
  remove(): void;
}

/** Whether there is a Python that can run the AWS CLI: the package that carries it does not bring one. */
export const hasPython = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']).status === 0;

/** What the program `aws` does, for each command; nothing of one is left for the next. */
const script = `
import contextlib, io, json, os, sys
import awscli.clidriver

answers = []
for account, words in json.loads(sys.argv[1]):
    os.environ["AWS_ACCESS_KEY_ID"] = account
    output, errors = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        code = awscli.clidriver.create_clidriver().main(words)
    output.flush()
    answers.append({"code": code, "output": output.buffer.getvalue().decode(), "errors": errors.getvalue()})
print(json.dumps(answers))
`;

/** The AWS CLI of the npm package that carries it, unpacked with the models of these services alone. */
export function unpackAwsCli(services: readonly string[]): AwsCli {
  const require = createRequire(import.meta.url);
  const archive = join(dirname(require.resolve('@aws-cdk/asset-awscli-v1/package.json')), 'lib', 'layer.zip');
  const directory = mkdtempSync(join(tmpdir(), 'skyql-aws-cli-'));
  const unread: string[] = [];
  const files = unzipSync(readFileSync(archive), {
    filter: ({ name }) => {
      if (/\/(examples|__pycache__)\//.test(name)) return false;
      const [, service] = /\/botocore\/data\/([^/]+)\//.exec(name) ?? [];
      if (service === undefined || services.includes(service)) return true;
      if (name.endsWith('/service-2.json')) unread.push(name);
      return false;
    },
  });
  // The CLI's own commands replace some of the services': these have to be there, but nobody reads them.
  for (const name of unread) files[name] = Buffer.from('{}');
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith('/')) continue;
    mkdirSync(join(directory, dirname(name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  return {
    run: (endpoint, commands) =>
      new Promise((resolve, reject) => {
        const env = {
          PATH: process.env.PATH,
          PYTHONPATH: join(directory, 'awscli'),
          AWS_ENDPOINT_URL: endpoint,
          AWS_SECRET_ACCESS_KEY: 'test',
          AWS_DEFAULT_REGION: 'us-east-1',
          AWS_CONFIG_FILE: devNull,
          AWS_SHARED_CREDENTIALS_FILE: devNull,
          AWS_PAGER: '',
        };
        const asked = JSON.stringify(commands.map(({ account, words }) => [account, [...words, '--output', 'json']]));
        execFile('python3', ['-c', script, asked], { env, maxBuffer: 2 ** 26 }, (error, output) =>
          error === null ? resolve(JSON.parse(output) as readonly CliAnswer[]) : reject(error),
        );
      }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
