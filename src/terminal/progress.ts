import { countText } from '../data/count-text.ts';
import type { ProgressUpdate } from '../session/database.ts';
import { truncateToWidth } from './output/display-width.ts';
import { visibleText } from './output/visible-text.ts';
import type { Style } from './style.ts';
import type { Terminal } from './terminal.ts';

/** A line that tells how a running statement gets on. */
export interface Progress {
  update(update: ProgressUpdate): void;
  /** Takes the line away while something else is written, a question for one. */
  pause(): void;
  resume(): void;
  /** Takes the line away for good. */
  end(): void;
}

const quiet: Progress = {
  update: () => undefined,
  pause: () => undefined,
  resume: () => undefined,
  end: () => undefined,
};

/** Statements that are done sooner show nothing: a line that flashes by only disturbs. */
const firstPaintAfter = 300;
const repaintEvery = 100;
const clearLine = '\r\u001b[2K';
const unnamed = 'new resource';
/** More regions than these take the line for themselves. */
const mostRegions = 3;
const inProgress = /^(PENDING|IN_PROGRESS|CANCEL_IN_PROGRESS)$/;

/** Live progress on a screen; silent when standard error goes elsewhere or `enabled` is false. */
export function createProgress(terminal: Terminal, style: Style, enabled: boolean): Progress {
  if (!enabled || !terminal.errorIsScreen) return quiet;
  const started = Date.now();
  const regions = new Set<string>();
  const changes = new Map<string, { readonly status: string; readonly since: number }>();
  let calls = 0;
  let rows = 0;
  let warnings = 0;
  let queue: Omit<Extract<ProgressUpdate, { kind: 'queue' }>, 'kind'> = { waiting: 0, throttled: 0, regions: {} };
  let painted = false;
  let timer: NodeJS.Timeout | undefined;

  /** Where most of them are, when they are in several regions. */
  function byRegion(of: 'waiting' | 'throttled'): string {
    const counts = Object.entries(queue.regions).filter(([, { [of]: count }]) => count > 0);
    if (counts.length < 2) return '';
    counts.sort(([, { [of]: one }], [, { [of]: other }]) => other - one);
    const told = counts.slice(0, mostRegions).map(([region, { [of]: count }]) => `${region} ${count}`);
    return ` (${[...told, ...(counts.length > mostRegions ? ['…'] : [])].join(', ')})`;
  }

  function text(): string {
    const running = [...changes].filter(([, { status }]) => inProgress.test(status));
    const parts = [`${calls} ${calls === 1 ? 'call' : 'calls'}`];
    if (queue.waiting > 0) parts.push(`${queue.waiting} queued${byRegion('waiting')}`);
    if (queue.throttled > 0) parts.push(`${queue.throttled} throttled${byRegion('throttled')}`);
    if (rows > 0) parts.push(`${countText(rows)} rows`);
    if (regions.size > 0) parts.push(regions.size > 4 ? `${regions.size} regions` : [...regions].join(' '));
    if (changes.size > 0) parts.push(`${changes.size - running.length} of ${changes.size} changes done`);
    const [identifier, change] = running.at(-1) ?? [];
    if (identifier !== undefined && change) parts.push(`${identifier} ${change.status} ${seconds(change.since)}`);
    if (warnings > 0) parts.push(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`);
    return visibleText([...parts, seconds(started)].join(' · '));
  }

  function paint(): void {
    painted = true;
    terminal.writeError(clearLine + style.dim(truncateToWidth(text(), terminal.width - 1)));
  }

  function pause(): void {
    clearTimeout(timer);
    if (painted) terminal.writeError(clearLine);
    painted = false;
  }

  function resume(): void {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        paint();
        resume();
      },
      painted ? repaintEvery : firstPaintAfter,
    );
    timer.unref();
  }

  resume();

  return {
    update(update) {
      if (update.kind === 'call') {
        calls = update.calls;
        rows = update.rows;
        regions.add(update.call.region);
      } else if (update.kind === 'queue') {
        queue = update;
      } else if (update.kind === 'mutation') {
        const key = update.identifier ?? unnamed;
        // A resource that is being made gets its name on the way.
        if (key !== unnamed) changes.delete(unnamed);
        changes.set(key, { status: update.status, since: changes.get(key)?.since ?? Date.now() });
      } else warnings++;
    },
    pause,
    resume,
    end: pause,
  };
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
