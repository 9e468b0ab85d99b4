import { writeStackPlan } from '../../../stacks/plan/keep-stack-plan.ts';
import { changesAnything } from '../../../stacks/plan/make-stack-plan.ts';
import { exitCode } from '../../../terminal/exit-code.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { showPlan } from './show-plan.ts';
import { hasChanges } from './write-result.ts';

/** `skyql stack plan`: what a build would do. */
export const runStackPlan: CommandRunner = async (args, terminal) => {
  const plan = await showPlan(args, terminal);
  const file = args.value('out');
  if (file !== undefined) await writeStackPlan(file, plan);
  return changesAnything(plan) ? hasChanges : exitCode.done;
};
