import { setTimeout as wait } from 'node:timers/promises';
import { exitCode } from '../../terminal/exit-code.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { ShellCommand } from './shell-command.ts';
import { statementFor } from './statement-for.ts';

const usual = 2;
const queries = /^\s*(?:\/\*.*?\*\/\s*|--[^\n]*\n\s*)*(select|with|from|values|show|describe|explain|table)\b/is;

export const watchCommand: ShellCommand = {
  names: ['\\watch'],
  endsStatement: true,
  argument: '[SECONDS]',
  summary: `run the last statement again and again, every ${usual} seconds unless given, until Ctrl-C`,
  async run(argument, shell) {
    const seconds = argument === '' ? usual : Number(argument);
    if (!(seconds >= 0.1 && seconds <= 86_400))
      throw new UsageError(`\\watch takes seconds, from 0.1 to 86400, not "${argument}".`);
    const sql = statementFor('', '\\watch', shell);
    if (!queries.test(sql))
      throw new UsageError(
        '\\watch repeats queries alone, and the last statement was none.',
        'Run a SELECT or SHOW first.',
      );
    const interrupt = shell.parts.interrupts.begin();
    try {
      for (;;) {
        shell.say(`${new Date().toLocaleTimeString('en-GB')} (every ${seconds} s, Ctrl-C ends it)`, shell.style.dim);
        const code = await shell.runStatement(sql, { interrupt, pager: false });
        if (interrupt.signal.aborted) return exitCode.done;
        if (code !== exitCode.done) return code;
        await wait(seconds * 1000, undefined, { signal: interrupt.signal }).catch(() => undefined);
        if (interrupt.signal.aborted) return exitCode.done;
      }
    } finally {
      interrupt.dispose();
    }
  },
};
