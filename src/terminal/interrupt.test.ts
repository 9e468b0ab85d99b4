import { expect, it, vi } from 'vitest';
import { listenForInterrupt } from './interrupt.ts';
import { recordingTerminal } from './recording-terminal.ts';

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('lets %s stop what runs, and a second one end the process', (signal, code) => {
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const interrupt = listenForInterrupt(recordingTerminal());
  process.emit(signal, signal);
  expect([interrupt.signal.aborted, interrupt.code]).toEqual([true, code]);
  expect(exit).not.toHaveBeenCalled();
  process.emit('SIGTERM', 'SIGTERM');
  expect(exit).toHaveBeenCalledWith(code);
  interrupt.dispose();
  for (const own of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) expect(process.listenerCount(own)).toBe(0);
  exit.mockRestore();
});
