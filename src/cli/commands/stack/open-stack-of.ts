import { existsSync } from 'node:fs';
import type { Stack } from '../../../stacks/environment/stack.ts';
import { openStack } from '../../../stacks/open-stack.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import type { Arguments } from '../../arguments/arguments.ts';

/** The file of variables that stackql-deploy reads where none is named. */
const usualFile = '.env';

/** The stack and environment that a command is given. */
export async function openStackOf(args: Arguments, terminal: Terminal): Promise<Stack> {
  const [directory, environment] = args.operands;
  if (directory === undefined || environment === undefined)
    throw new UsageError(
      'A stack is named by its directory and an environment.',
      'Write: skyql stack build my-stack dev.',
    );
  const own = args.value('env-file');
  const file = own ?? (existsSync(usualFile) ? usualFile : undefined);
  return openStack({
    directory,
    environment,
    variables: [...regionOf(args), ...args.values('env')],
    ...(file !== undefined && { variablesFile: file, isFileNamed: own !== undefined }),
    surrounding: terminal.environment,
  });
}

/** `--region` says what templates ask for as AWS_REGION, as it does for statements. */
function regionOf(args: Arguments): readonly string[] {
  const regions = args.values('region').flatMap((value) => value.split(','));
  const [only] = regions;
  return regions.length === 1 && only !== 'all' ? [`AWS_REGION=${only}`] : [];
}
