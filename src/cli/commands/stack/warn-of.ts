import type { Violation } from '../../../stacks/plan/check-policies.ts';
import { visibleText } from '../../../terminal/output/visible-text.ts';
import type { Terminal } from '../../../terminal/terminal.ts';

/** Tells what policies have found. */
export function warnOf(violations: readonly Violation[], terminal: Terminal): void {
  for (const { policy, isWarning, message } of violations)
    terminal.writeError(`${isWarning ? 'warning' : 'refused'}[${policy}]: ${visibleText(message)}\n`);
}
