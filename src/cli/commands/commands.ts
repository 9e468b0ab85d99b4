import type { CommandDescription } from '../arguments/command.ts';
import { demoCommand } from './demo-description.ts';
import { queryCommand } from './query-description.ts';
import { sandboxCommand } from './sandbox-description.ts';

/** What follows `skyql`, in the order of help. */
export const commands: readonly CommandDescription[] = [queryCommand, sandboxCommand, demoCommand];
