import type { OpenRun, OpenRunOptions } from '../../../stacks/run/open-run.ts';
import { openRun } from '../../../stacks/run/open-run.ts';
import { listenForInterrupt } from '../../../terminal/interrupt.ts';
import { createQuestions } from '../../../terminal/questions.ts';
import { styleOf } from '../../../terminal/style.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import type { Arguments } from '../../arguments/arguments.ts';
import { numberOf } from '../../arguments/number-of.ts';
import { askMfaCode } from '../ask-mfa-code.ts';
import { connectOptionsOf } from '../connect-options-of.ts';
import { createStackView } from './live-view.ts';
import { openStackOf } from './open-stack-of.ts';

/** Opens the stack that a command names, does the work, and closes it, however that ends. */
export async function withRun<Result>(
  args: Arguments,
  terminal: Terminal,
  options: Omit<OpenRunOptions, 'connect' | 'signal' | 'onEvent'>,
  work: (run: OpenRun) => Promise<Result>,
): Promise<Result> {
  const connect = connectOptionsOf(args);
  const stack = await openStackOf(args, terminal);
  const only = args.values('only').flatMap((value) => value.split(','));
  const interrupt = listenForInterrupt(terminal);
  const questions = createQuestions(interrupt);
  const style = styleOf(terminal, 'error', !args.flag('no-color'));
  const width = Math.max(...stack.resources.map(({ name }) => name.length));
  const view = createStackView(terminal, { style, width, isQuiet: args.flag('quiet') });
  questions.progress = view;
  try {
    const run = await openRun(stack, {
      ...options,
      parallel: numberOf(args, 'parallel', { least: 1, most: 999 }) ?? 10,
      showQueries: args.flag('show-queries'),
      ...(only.length > 0 && { only }),
      connect: { ...connect, ...askMfaCode(questions, terminal) },
      signal: interrupt.signal,
      onEvent: view.show,
    });
    try {
      return await work(run);
    } finally {
      await run.close();
    }
  } finally {
    view.end();
    interrupt.dispose();
  }
}
