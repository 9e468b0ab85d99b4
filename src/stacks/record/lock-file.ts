import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { SkyqlError } from '../../errors/skyql-error.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  readonly since: string;
}

const mostTries = 5;

/**
 * Takes the one lock of a stack and environment, and answers how it is given back. That of a process which is gone is taken over.
 * Throws STACK_LOCKED, which names its holder.
 */
export async function takeLock(file: string, command: string): Promise<() => Promise<void>> {
  const holder: Holder = { pid: process.pid, host: hostname(), command, since: new Date().toISOString() };
  const own = JSON.stringify(holder);
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      await writeFile(file, own, { flag: 'wx', mode: 0o600 });
      return async () => {
        if ((await textOf(file)) === own) await rm(file, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const text = await textOf(file);
    if (text === undefined) continue;
    const other = holderOf(text);
    if (other === undefined || !isGone(other)) throw locked(file, other);
    await takeAway(file, text);
  }
  throw locked(file, undefined);
}

/** Takes a lock that is nobody's away; one that somebody has taken meanwhile is put back. */
async function takeAway(file: string, text: string): Promise<void> {
  const aside = `${file}.${process.pid}.old`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await textOf(aside)) !== text) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function isGone({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

function locked(file: string, holder: Holder | undefined): SkyqlError {
  const who =
    holder === undefined
      ? ''
      : ` skyql stack ${holder.command} has it, process ${holder.pid} on ${holder.host}, since ${holder.since}.`;
  return new SkyqlError('STACK_LOCKED', `Somebody works on this stack and environment.${who}`, {
    hint: `Wait until it has ended. When it is surely gone, delete ${file}.`,
    retryable: true,
  });
}
