import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { userConfig } from '../../host/config/find-config.ts';
import { initialConfig } from '../../host/config/initial-config.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';

/** `skyql init`: writes a first skyql.yaml, and over none that is there. */
export const runInit: CommandRunner = async (args, terminal) => {
  const file = args.flag('user') ? userConfig() : resolve('skyql.yaml');
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, initialConfig(), { flag: args.flag('force') ? 'w' : 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere
      ? new UsageError(`There is a ${file} already.`, 'Change it, or write over it with --force.')
      : new UsageError(`Cannot write ${file}.`);
  }
  const shown = args.flag('user') ? file : relative('.', file);
  await terminal.writeOutput(`Wrote ${shown}. See whether all of it can be reached: skyql doctor\n`);
  return exitCode.done;
};
