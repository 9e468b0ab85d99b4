import { expect, it, vi } from 'vitest';
import { recordingTerminal } from '../../../terminal/recording-terminal.ts';
import { styleOf } from '../../../terminal/style.ts';
import { createStackView } from './live-view.ts';

/** What a screen shows of a text with the few movements that are used. */
function screenOf(text: string): readonly string[] {
  const lines: string[] = [''];
  let row = 0;
  // Each part but the first comes behind an escape.
  for (const [index, part] of text.split('\u001b').entries()) {
    const movement = index === 0 ? '' : (/^\[\d[AK]/.exec(part)?.[0] ?? '');
    if (movement === '[1A') row -= 1;
    if (movement === '[2K') lines[row] = '';
    for (const [at, line] of part.slice(movement.length).replaceAll('\r', '').split('\n').entries()) {
      if (at > 0) row += 1;
      lines[row] = `${lines[row] ?? ''}${line}`;
    }
  }
  return lines.filter((line) => line !== '');
}

const viewOn = (errorIsScreen: boolean) => {
  const terminal = recordingTerminal({ errorIsScreen });
  const view = createStackView(terminal, { style: styleOf(terminal, 'error', false), width: 6, isQuiet: false });
  return { terminal, view };
};

it('shows on a screen a line a resource, with its state and time, and leaves how it ended', () => {
  vi.useFakeTimers();
  try {
    const { terminal, view } = viewOn(true);
    view.show({ resource: 'vpc', state: 'looking', milliseconds: 0 });
    view.show({ resource: 'subnet', state: 'creating', milliseconds: 0 });
    expect(terminal.errors()).toBe('');
    vi.advanceTimersByTime(1_000);
    expect(screenOf(terminal.errors())).toEqual(['vpc     looking 1.0 s', 'subnet  creating 1.0 s']);
    view.show({ resource: 'vpc', state: 'waiting', detail: 'statecheck', milliseconds: 1_000 });
    vi.advanceTimersByTime(500);
    view.show({ resource: 'subnet', state: 'created', milliseconds: 1_500 });
    expect(screenOf(terminal.errors())).toEqual(['subnet  created 1.5 s', 'vpc     waiting 1.5 s statecheck']);
    view.pause();
    expect(screenOf(terminal.errors())).toEqual(['subnet  created 1.5 s']);
    view.resume();
    view.show({ resource: 'vpc', state: 'failed', detail: 'no\nmore', milliseconds: 2_000 });
    view.end();
    vi.advanceTimersByTime(5_000);
    expect(screenOf(terminal.errors())).toEqual(['subnet  created 1.5 s', 'vpc     failed 2.0 s no more']);
  } finally {
    vi.useRealTimers();
  }
});

it('writes plain lines elsewhere, without movements', () => {
  const { terminal, view } = viewOn(false);
  view.show({ resource: 'vpc', state: 'looking', milliseconds: 0 });
  view.show({ resource: 'vpc', state: 'creating', milliseconds: 10 });
  view.show({ resource: 'vpc', state: 'created', milliseconds: 1_200 });
  expect(terminal.errors()).toBe('vpc     creating\nvpc     created 1.2 s\n');
});
