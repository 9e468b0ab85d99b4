import { usualRegion } from '../../aws/partitions.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { Arguments } from '../arguments/arguments.ts';

/** The region that the sandbox takes because nobody has set one, as AWS's own examples do; undefined where one is set. */
export function regionOfSandbox(args: Arguments, { environment }: Pick<Terminal, 'environment'>): string | undefined {
  const isSet =
    args.values('region').length > 0 ||
    args.value('config') !== undefined ||
    Boolean(environment.AWS_REGION || environment.AWS_DEFAULT_REGION);
  return args.flag('sandbox') && !isSet ? usualRegion : undefined;
}

/** Says so once, to people, where the statements leave the region open. */
export function tellRegionOfSandbox(args: Arguments, terminal: Terminal, script: string): void {
  const region = regionOfSandbox(args, terminal);
  if (region === undefined || !terminal.errorIsScreen || /\bregion\b/i.test(script)) return;
  terminal.writeError(`No region is set: the sandbox uses ${region}.\n`);
}
