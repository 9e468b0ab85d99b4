import { teardownStack } from '../../../stacks/run/run-stack.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { withRun } from './with-run.ts';
import { writeResult } from './write-result.ts';

/** `skyql stack teardown`: deletes a stack. */
export const runStackTeardown: CommandRunner = (args, terminal) => {
  const onFailure = (args.value('on-failure') ?? 'error') as 'ignore' | 'error';
  const isDry = args.flag('dry-run');
  const options = { onFailure, ...(isDry ? { previews: true } : { lockFor: 'teardown' }) };
  return withRun(args, terminal, options, async (run) => writeResult(await teardownStack(run), args, terminal));
};
