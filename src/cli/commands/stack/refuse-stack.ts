import { UsageError } from '../../../terminal/usage-error.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { didYouMean } from '../../arguments/did-you-mean.ts';

const known = ['init', 'info', 'plan', 'build', 'test', 'teardown', 'export'];

/** `skyql stack` without a command of its own. */
export const refuseStack: CommandRunner = async ({ operands: [given] }) => {
  throw new UsageError(
    given === undefined ? 'What shall be done with the stack?' : `There is no command "stack ${given}".`,
    `${given === undefined ? '' : didYouMean(given, known)}There is: ${known.map((name) => `stack ${name}`).join(', ')}.`,
  );
};
