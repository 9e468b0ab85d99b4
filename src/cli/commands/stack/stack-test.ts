import { testStack } from '../../../stacks/run/build-stack.ts';
import { exitCode } from '../../../terminal/exit-code.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { showPlan } from './show-plan.ts';
import { withRun } from './with-run.ts';
import { hasChanges, writeResult } from './write-result.ts';

/** `skyql stack test`: whether a stack is there and as it is wanted. */
export const runStackTest: CommandRunner = async (args, terminal) => {
  if (args.flag('dry-run')) {
    await showPlan(args, terminal);
    return exitCode.done;
  }
  const onFailure = (args.value('on-failure') ?? 'error') as 'ignore' | 'error';
  return withRun(args, terminal, { onFailure }, async (run) => {
    const result = await testStack(run);
    const code = await writeResult(result, args, terminal);
    const isRight = result.resources.every(({ outcome }) => outcome !== 'missing' && outcome !== 'differs');
    return code === exitCode.done && !isRight ? hasChanges : code;
  });
};
