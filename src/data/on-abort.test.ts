import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onAbort } from './on-abort.ts';

describe('onAbort', () => {
  it('tells all who wait, in the order in which they came, each once', () => {
    const { signal, abort } = stoppable();
    const told: string[] = [];
    const same = () => told.push('same');
    onAbort(signal, () => told.push('first'));
    onAbort(signal, same);
    onAbort(signal, same);
    abort();
    abort();
    expect(told).toEqual(['first', 'same', 'same']);
  });

  it('tells nobody who was taken back, by another who is told either', () => {
    const { signal, abort } = stoppable();
    const told: string[] = [];
    const back = onAbort(signal, () => told.push('gone'));
    onAbort(signal, () => {
      told.push('first');
      second();
    });
    const second = onAbort(signal, () => told.push('second'));
    back();
    abort();
    expect(told).toEqual(['first']);
    second();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('keeps one listener for any number, and none for nobody', () => {
    const { signal, abort } = stoppable();
    const told: number[] = [];
    const backs = Array.from({ length: 50 }, (_, index) => onAbort(signal, () => told.push(index)));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for (const back of backs) back();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    onAbort(signal, () => told.push(100));
    // Taken back a second time it is nobody else's.
    backs[0]?.();
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    abort();
    expect(told).toEqual([100]);
  });
});

function stoppable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
