import { UsageError } from '../../terminal/usage-error.ts';
import type { CommandRunner } from '../arguments/command.ts';
import { didYouMean } from '../arguments/did-you-mean.ts';

/** `skyql catalog` alone does nothing: its commands do. */
export const refuseCatalog: CommandRunner = async ({ operands: [name] }) => {
  const hint = 'Write skyql catalog update or skyql catalog info.';
  if (name === undefined) throw new UsageError('skyql catalog needs a command.', hint);
  throw new UsageError(`There is no command "catalog ${name}".`, `${didYouMean(name, ['update', 'info'])}${hint}`);
};
