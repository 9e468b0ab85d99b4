import type { StackEvent } from '../../../stacks/run/stack-event.ts';
import { truncateToWidth } from '../../../terminal/output/display-width.ts';
import { visibleText } from '../../../terminal/output/visible-text.ts';
import type { Style } from '../../../terminal/style.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import { eventLine } from './event-line.ts';

/** What becomes of a stack, as it is written while it happens. */
export interface StackView {
  show(event: StackEvent): void;
  /** Takes away what tells of what is under way, while something else is written. */
  pause(): void;
  resume(): void;
  end(): void;
}

export interface ViewOptions {
  readonly style: Style;
  /** Of the longest name. */
  readonly width: number;
  readonly isQuiet: boolean;
}

const repaintEvery = 100;
const clearLine = '\r\u001b[2K';
const up = '\u001b[1A';
const underWay = new Set<StackEvent['state']>([
  'looking',
  'creating',
  'updating',
  'replacing',
  'deleting',
  'running',
  'waiting',
]);

/**
 * On a screen a line a resource that is worked on, with its state and time, which stays as its outcome when it is done; elsewhere plain lines,
 * one an event.
 */
export function createStackView(terminal: Terminal, options: ViewOptions): StackView {
  const { style, width, isQuiet } = options;
  const active = new Map<string, { readonly state: string; readonly detail?: string; readonly since: number }>();
  const isLive = terminal.errorIsScreen && !isQuiet;
  let painted = 0;
  let timer: NodeJS.Timeout | undefined;
  let isPaused = false;
  /** What ended while something else was written. */
  let held = '';

  const wiped = (): string => {
    const lines = clearLine + `${up}${clearLine}`.repeat(painted);
    const was = painted;
    painted = 0;
    return was === 0 ? '' : lines;
  };

  function lines(): string {
    const now = Date.now();
    const shown = [...active].map(([name, { state, detail, since }]) => {
      const time = `${((now - since) / 1000).toFixed(1)} s`;
      const said = detail === undefined ? '' : ` ${visibleText(detail.replace(/\s+/g, ' ').trim())}`;
      return style.dim(
        truncateToWidth(`${visibleText(name).padEnd(width)}  ${state} ${time}${said}`, terminal.width - 1),
      );
    });
    painted = shown.length;
    return shown.map((line) => `${line}\n`).join('');
  }

  function repaint(): void {
    terminal.writeError(wiped() + lines());
    clearTimeout(timer);
    timer = undefined;
    if (active.size === 0) return;
    timer = setTimeout(repaint, repaintEvery);
    timer.unref();
  }

  function pause(): void {
    isPaused = true;
    clearTimeout(timer);
    timer = undefined;
    const text = wiped();
    if (text !== '') terminal.writeError(text);
  }

  function showLive(event: StackEvent): void {
    const { resource, state, detail } = event;
    if (underWay.has(state)) {
      const since = active.get(resource)?.since ?? Date.now() - event.milliseconds;
      active.set(resource, { state, since, ...(detail !== undefined && { detail }) });
      // Painted by the timer: what is over at once would only flash by.
      if (!isPaused) timer ??= setTimeout(repaint, repaintEvery).unref();
      return;
    }
    if (state !== 'query') active.delete(resource);
    const line = eventLine(event, { style, width }) ?? '';
    if (isPaused) held += line;
    else terminal.writeError(wiped() + line + lines());
  }

  function resume(): void {
    isPaused = false;
    const text = held;
    held = '';
    if (text !== '') terminal.writeError(text);
    if (isLive && active.size > 0) repaint();
  }

  return {
    show(event) {
      if (isQuiet) return;
      if (isLive) return showLive(event);
      const line = eventLine(event, { style, width });
      if (line !== undefined) terminal.writeError(line);
    },
    pause,
    resume,
    end() {
      active.clear();
      pause();
      resume();
    },
  };
}
