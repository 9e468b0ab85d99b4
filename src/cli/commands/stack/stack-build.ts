import { checkBeforeBuild } from '../../../stacks/plan/build-planned.ts';
import { buildStack } from '../../../stacks/run/build-stack.ts';
import { exitCode } from '../../../terminal/exit-code.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { showPlan } from './show-plan.ts';
import { warnOf } from './warn-of.ts';
import { withRun } from './with-run.ts';
import { writeResult } from './write-result.ts';

/** `skyql stack build`: brings a stack to what its manifest says. */
export const runStackBuild: CommandRunner = async (args, terminal) => {
  if (args.flag('dry-run')) {
    await showPlan(args, terminal);
    return exitCode.done;
  }
  const file = args.value('plan');
  const onFailure = (args.value('on-failure') ?? 'error') as 'rollback' | 'ignore' | 'error';
  const forget = args.values('forget').flatMap((value) => value.split(','));
  const options = { lockFor: 'build', replace: args.flag('replace'), onFailure, forget };
  return withRun(args, terminal, options, async (run) => {
    warnOf(await checkBeforeBuild(run, file), terminal);
    return writeResult(await buildStack(run), args, terminal);
  });
};
