import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BenchPostgres {
  /** How psql and drivers get to it. */
  readonly folder: string;
  stop(): void;
}

const releases = '/usr/lib/postgresql';

/** Starts a PostgreSQL of its own, in a folder that goes with it; undefined where none is installed. */
export function startPostgres(): BenchPostgres | undefined {
  const binaries = binariesOf();
  if (binaries === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'skyql-bench-'));
  // PostgreSQL does not run as root.
  const isRoot = process.getuid?.() === 0;
  const numberOf = (what: '-u' | '-g') => Number(execFileSync('id', [what, 'postgres']));
  if (isRoot) chownSync(folder, numberOf('-u'), numberOf('-g'));
  const run = (program: string, ...args: readonly string[]) => {
    const command = [...(isRoot ? ['runuser', '-u', 'postgres', '--'] : []), join(binaries, program), ...args];
    execFileSync(command[0] ?? '', command.slice(1), { stdio: 'ignore', cwd: '/' });
  };
  const data = join(folder, 'data');
  run('initdb', '-D', data, '-U', 'me', '-A', 'trust', '--locale=C', '-E', 'UTF8');
  const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off`;
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start');
  return {
    folder,
    stop() {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function binariesOf(): string | undefined {
  try {
    const [newest] = readdirSync(releases).toSorted((left, right) => Number(right) - Number(left));
    return newest === undefined ? undefined : join(releases, newest, 'bin');
  } catch {
    return undefined;
  }
}
