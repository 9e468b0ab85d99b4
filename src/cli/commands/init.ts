import { relative, resolve } from 'node:path';
import { userConfig } from '../../host/config/find-config.ts';
import { initialConfig } from '../../host/config/initial-config.ts';
import { exitCode } from '../../terminal/exit-code.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { writeNewFile } from './write-new-file.ts';

/** `skyql init`: writes a first skyql.yaml, and over none that is there. */
export const runInit: CommandRunner = async (args, terminal) => {
  const file = args.flag('user') ? userConfig() : resolve('skyql.yaml');
  const hint = 'Change it, or write over it with --force.';
  await writeNewFile(file, initialConfig(), { overwrites: args.flag('force'), hint });
  const shown = args.flag('user') ? file : relative('.', file);
  await terminal.writeOutput(`Wrote ${shown}. See whether all of it can be reached: skyql doctor\n`);
  return exitCode.done;
};
