import type { Warning } from '../session/database.ts';
import { visibleText } from './output/visible-text.ts';
import { whereText, withoutSecrets } from './print-error.ts';
import type { Style } from './style.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a statement could not read. */
export function printWarnings(warnings: readonly Warning[], style: Style, terminal: Terminal): void {
  const lines = warnings.flatMap((warning) => {
    const where = whereText(warning);
    return [
      `${style.bold(style.yellow(`warning[${visibleText(warning.code)}]:`))} ${visibleText(warning.message)}`,
      ...(where ? [`${style.bold('where:')} ${visibleText(where)}`] : []),
      ...(warning.hint ? [`${style.bold(style.cyan('hint:'))} ${visibleText(warning.hint)}`] : []),
    ];
  });
  if (lines.length > 0) terminal.writeError(withoutSecrets(`${lines.join('\n')}\n`, terminal.environment));
}
