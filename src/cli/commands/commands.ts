import type { CommandDescription } from '../arguments/command.ts';
import { applyCommand } from './apply-description.ts';
import { catalogCommand } from './catalog-description.ts';
import { completionCommand } from './completion-description.ts';
import { demoCommand } from './demo-description.ts';
import { docsCommand } from './docs-description.ts';
import { doctorCommand } from './doctor-description.ts';
import { initCommand } from './init-description.ts';
import { queryCommand } from './query-description.ts';
import { sandboxCommand } from './sandbox-description.ts';
import { searchCommand } from './search-description.ts';
import { serveCommand } from './serve-description.ts';
import { shellCommand } from './shell-description.ts';
import { stackCommand } from './stack-description.ts';

/** What follows `skyql`, in the order of help. */
export const commands: readonly CommandDescription[] = [
  queryCommand,
  shellCommand,
  applyCommand,
  serveCommand,
  stackCommand,
  sandboxCommand,
  searchCommand,
  catalogCommand,
  docsCommand,
  demoCommand,
  initCommand,
  doctorCommand,
  completionCommand,
];
