import type { Command } from './command.ts';

/** Whether a statement ends a transaction, or goes back in it: what one that failed takes alone. */
export function endsTransaction({ kind }: Command): boolean {
  return kind === 'commit' || kind === 'rollback' || kind === 'rollback-to';
}
