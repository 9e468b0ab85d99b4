import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ProgressUpdate } from '../session/database.ts';
import { createProgress } from './progress.ts';
import { recordingTerminal } from './recording-terminal.ts';
import { plainStyle } from './style.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

function call(region: string, calls: number, rows: number): ProgressUpdate {
  const record = { connection: 'default', region, service: 'ec2', operation: 'DescribeImages', status: 200 };
  return { kind: 'call', call: { ...record, attempt: 1, milliseconds: 5, waited: 0, bytes: 10 }, calls, rows };
}

it('tells calls, rows, regions and time in one line that is taken away at the end', () => {
  const terminal = recordingTerminal({ errorIsScreen: true });
  const progress = createProgress(terminal, plainStyle, true);
  progress.update(call('us-east-1', 1, 1000));
  progress.update(call('eu-west-1', 2, 1500));
  vi.advanceTimersByTime(300);
  progress.end();
  expect(terminal.errors()).toBe('\r\u001b[2K2 calls · 1,500 rows · us-east-1 eu-west-1 · 0.3 s\r\u001b[2K');
  vi.advanceTimersByTime(1000);
  expect(terminal.errors().endsWith('0.3 s\r\u001b[2K')).toBe(true);
});

it('follows the states of a mutation', () => {
  const terminal = recordingTerminal({ errorIsScreen: true });
  const progress = createProgress(terminal, plainStyle, true);
  progress.update({ kind: 'mutation', operation: 'CREATE', status: 'PENDING' });
  progress.update({ kind: 'mutation', operation: 'CREATE', identifier: 'web', status: 'IN_PROGRESS' });
  vi.advanceTimersByTime(300);
  progress.update({ kind: 'mutation', operation: 'CREATE', identifier: 'web', status: 'SUCCESS' });
  vi.advanceTimersByTime(100);
  expect(terminal.errors()).toContain('0 of 1 changes done · web IN_PROGRESS 0.3 s');
  expect(terminal.errors()).toContain('1 of 1 changes done · 0.4 s');
});

it('writes nothing for a statement that is done at once', () => {
  const terminal = recordingTerminal({ errorIsScreen: true });
  const progress = createProgress(terminal, plainStyle, true);
  progress.update(call('us-east-1', 1, 1));
  vi.advanceTimersByTime(200);
  progress.end();
  expect(terminal.errors()).toBe('');
});

it('writes nothing while a question is asked', () => {
  const terminal = recordingTerminal({ errorIsScreen: true });
  const progress = createProgress(terminal, plainStyle, true);
  vi.advanceTimersByTime(300);
  progress.pause();
  const before = terminal.errors();
  vi.advanceTimersByTime(5000);
  expect(terminal.errors()).toBe(before);
  progress.resume();
  vi.advanceTimersByTime(300);
  expect(terminal.errors()).not.toBe(before);
  progress.end();
});

it('tells how many calls wait for their turn, and how many were too many', () => {
  const terminal = recordingTerminal({ errorIsScreen: true });
  const progress = createProgress(terminal, plainStyle, true);
  progress.update(call('us-east-1', 16, 0));
  const only = { 'us-east-1': { waiting: 184, throttled: 3 } };
  progress.update({ kind: 'queue', waiting: 184, throttled: 3, regions: only });
  vi.advanceTimersByTime(300);
  expect(terminal.errors()).toContain('16 calls · 184 queued · 3 throttled · us-east-1');
  progress.update({ kind: 'queue', waiting: 0, throttled: 3, regions: { 'us-east-1': { waiting: 0, throttled: 3 } } });
  vi.advanceTimersByTime(300);
  expect(terminal.errors()).toContain('16 calls · 3 throttled · us-east-1');
  progress.end();
});

it('tells in which regions calls wait and were too many, those of most first', () => {
  const terminal = recordingTerminal({ errorIsScreen: true, width: 200 });
  const progress = createProgress(terminal, plainStyle, true);
  const regions = Object.fromEntries(
    [4, 9, 1, 6].map((waiting, at) => [`r-${at}`, { waiting, throttled: at === 2 ? 7 : 0 }]),
  );
  progress.update({ kind: 'queue', waiting: 20, throttled: 7, regions });
  vi.advanceTimersByTime(300);
  expect(terminal.errors()).toContain('20 queued (r-1 9, r-3 6, r-0 4, …) · 7 throttled · 0.3 s');
  progress.end();
});

it.each([
  ['standard error is no screen', false, true],
  ['--quiet is given', true, false],
])('is silent when %s', (_, errorIsScreen, enabled) => {
  const terminal = recordingTerminal({ errorIsScreen });
  const progress = createProgress(terminal, plainStyle, enabled);
  progress.update(call('us-east-1', 1, 1));
  vi.advanceTimersByTime(5000);
  progress.end();
  expect(terminal.errors()).toBe('');
});
