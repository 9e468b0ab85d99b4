import { columnsCommand } from './columns.ts';
import { connectionsCommand } from './connections.ts';
import { copyCommand } from './copy.ts';
import { describeCommand } from './describe.ts';
import { docsCommand } from './docs.ts';
import { echoCommand } from './echo.ts';
import { editCommand } from './edit.ts';
import { expandedCommand } from './expanded.ts';
import { explainCommand } from './explain.ts';
import { helpCommand } from './help.ts';
import { includeCommand } from './include.ts';
import { methodsCommand } from './methods.ts';
import { modeCommand } from './mode.ts';
import { outputCommand } from './output.ts';
import { pagerCommand } from './pager.ts';
import { policyCommand } from './policy.ts';
import { printCommand } from './print.ts';
import { quitCommand } from './quit.ts';
import { repeatCommand } from './repeat.ts';
import { repeatExpandedCommand } from './repeat-expanded.ts';
import { requestsCommand } from './requests.ts';
import { servicesCommand } from './services.ts';
import { setCommand } from './set.ts';
import type { ShellCommand } from './shell-command.ts';
import { suggestCommand } from './suggest.ts';
import { tablesCommand } from './tables.ts';
import { timingCommand } from './timing.ts';
import { unsetCommand } from './unset.ts';
import { watchCommand } from './watch.ts';

/** All commands of the shell, in the order of help. */
export const commands: readonly ShellCommand[] = [
  describeCommand,
  tablesCommand,
  servicesCommand,
  methodsCommand,
  connectionsCommand,
  docsCommand,
  explainCommand,
  policyCommand,
  requestsCommand,
  repeatCommand,
  repeatExpandedCommand,
  columnsCommand,
  watchCommand,
  editCommand,
  printCommand,
  includeCommand,
  outputCommand,
  echoCommand,
  copyCommand,
  modeCommand,
  expandedCommand,
  timingCommand,
  pagerCommand,
  suggestCommand,
  setCommand,
  unsetCommand,
  helpCommand,
  quitCommand,
];
