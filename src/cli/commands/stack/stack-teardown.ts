import { planTeardown } from '../../../stacks/plan/plan-teardown.ts';
import { teardownStack } from '../../../stacks/run/build-stack.ts';
import { exitCode } from '../../../terminal/exit-code.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { showPlan } from './show-plan.ts';
import { withRun } from './with-run.ts';
import { writeResult } from './write-result.ts';

/** `skyql stack teardown`: deletes a stack. */
export const runStackTeardown: CommandRunner = async (args, terminal) => {
  const onFailure = (args.value('on-failure') ?? 'error') as 'ignore' | 'error';
  if (args.flag('dry-run')) {
    await showPlan(args, terminal, planTeardown);
    return exitCode.done;
  }
  return withRun(args, terminal, { onFailure, lockFor: 'teardown' }, async (run) =>
    writeResult(await teardownStack(run), args, terminal),
  );
};
