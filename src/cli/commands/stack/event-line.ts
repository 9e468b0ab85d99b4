import type { StackEvent } from '../../../stacks/run/stack-event.ts';
import { visibleText } from '../../../terminal/output/visible-text.ts';
import type { Style } from '../../../terminal/style.ts';

/** What is under way for an instant only, and says nothing. */
const silent = new Set<StackEvent['state']>(['looking', 'waiting']);

/** What became of a resource, as a line; undefined of what nobody waits to know. */
export function eventLine(
  { resource, state, detail, milliseconds }: StackEvent,
  { style, width }: { readonly style: Style; readonly width: number },
): string | undefined {
  if (silent.has(state) && detail === undefined) return undefined;
  const colour =
    state === 'failed' || state === 'missing' || state === 'differs'
      ? style.red
      : state === 'created' || state === 'updated' || state === 'replaced'
        ? style.green
        : style.dim;
  const time = milliseconds >= 100 ? ` ${style.dim(`${(milliseconds / 1000).toFixed(1)} s`)}` : '';
  const said = detail === undefined ? '' : ` ${visibleText(detail.replace(/\s+/g, ' ').trim())}`;
  return `${resource.padEnd(width)}  ${colour(state)}${time}${said}\n`;
}
