import { describe, expect, it } from 'vitest';
import { stoppable } from './abort.ts';

describe('stoppable', () => {
  it('ends with the signal it was made of, and when it is stopped', () => {
    const outer = new AbortController();
    const [one, other] = [stoppable(outer.signal), stoppable(outer.signal)];
    one.stop();
    expect([one.signal.aborted, other.signal.aborted, outer.signal.aborted]).toEqual([true, false, false]);
    outer.abort();
    expect(other.signal.aborted).toBe(true);
  });

  it('is listened to by many calls without a warning of a leak', async () => {
    const warnings: unknown[] = [];
    const note = (warning: unknown) => warnings.push(warning);
    process.on('warning', note);
    const { signal } = stoppable(new AbortController().signal);
    for (let call = 0; call < 50; call += 1) signal.addEventListener('abort', () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});
