import { testStack } from '../../../stacks/run/run-stack.ts';
import { exitCode } from '../../../terminal/exit-code.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { withRun } from './with-run.ts';
import { hasChanges, writeResult } from './write-result.ts';

/** `skyql stack test`: whether a stack is there and as it is wanted. */
export const runStackTest: CommandRunner = (args, terminal) =>
  withRun(args, terminal, { onFailure: 'error' }, async (run) => {
    const result = await testStack(run);
    const code = await writeResult(result, args, terminal);
    const isRight = result.resources.every(({ outcome }) => outcome !== 'missing' && outcome !== 'differs');
    return code === exitCode.done && !isRight ? hasChanges : code;
  });
