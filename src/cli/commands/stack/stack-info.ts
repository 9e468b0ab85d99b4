import { exitCode } from '../../../terminal/exit-code.ts';
import type { CommandRunner } from '../../arguments/command.ts';
import { openStackOf } from './open-stack-of.ts';

/** `skyql stack info`: checks a stack without a call and lists its resources. */
export const runStackInfo: CommandRunner = async (args, terminal) => {
  const stack = await openStackOf(args, terminal);
  const resources = stack.resources.map(({ name, type, needs, anchors, exports }) => ({
    address: name,
    type,
    depends_on: needs,
    anchors: [...anchors.keys()],
    exports: exports.map((one) => one.name),
  }));
  const { name, environment } = stack;
  if (args.value('output') === 'json') {
    await terminal.writeOutput(
      `${JSON.stringify({ format_version: 1, stack: name, environment, resources }, null, 2)}\n`,
    );
    return exitCode.done;
  }
  const width = Math.max(...resources.map(({ address }) => address.length));
  const lines = resources.map(({ address, type, depends_on: needs, anchors }) => {
    const parts = [type, anchors.join(', '), needs.length > 0 ? `after ${needs.join(', ')}` : ''];
    return `${address.padEnd(width)}  ${parts.filter((part) => part !== '').join('; ')}\n`;
  });
  await terminal.writeOutput(`${name} ${environment}\n${lines.join('')}`);
  return exitCode.done;
};
