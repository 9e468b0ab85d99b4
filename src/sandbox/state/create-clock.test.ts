import { describe, expect, it } from 'vitest';
import { createClock } from './create-clock.ts';

function timeSource(start: number) {
  const source = { time: start };
  return { source, read: () => source.time };
}

describe('createClock', () => {
  it('real: passes as the machine says', () => {
    const { source, read } = timeSource(1_000_000);
    const clock = createClock('real', read);
    source.time += 500;
    expect(clock.now()).toBe(1_000_500);
    expect(clock.progress(1_000_000, 1_000)).toBe(0.5);
    expect(clock.progress(1_000_500, 1_000)).toBe(0);
    expect(clock.progress(1_001_000, 1_000)).toBe(0);
    expect(clock.progress(0, 1_000)).toBe(1);
  });

  it('fast: a ten-minute build takes a second', () => {
    const { source, read } = timeSource(1_000_000);
    const clock = createClock('fast', read);
    const began = clock.now();
    source.time += 500;
    expect(clock.progress(began, 600_000)).toBe(0.5);
    source.time += 500;
    expect(clock.progress(began, 600_000)).toBe(1);
    expect(clock.now()).toBe(1_600_000);
  });

  it('short: a ten-minute build takes a second, while an hour is an hour', () => {
    const { source, read } = timeSource(1_000_000);
    const clock = createClock('short', read);
    source.time += 500;
    expect(clock.progress(1_000_000, 600_000)).toBe(0.5);
    expect(clock.lasting(600_000)).toBe(1_000);
    source.time += 3_600_000;
    expect(clock.now()).toBe(1_000_000 + 500 + 3_600_000);
    expect(clock.wall()).toBe(clock.now());
  });

  it('fast: keys live by the machine’s time, and by what it was set ahead', () => {
    const { source, read } = timeSource(1_000_000);
    const clock = createClock('fast', read);
    source.time += 500;
    expect(clock.wall()).toBe(1_000_500);
    clock.moveTo(clock.now() + 60_000);
    expect(clock.wall()).toBe(1_060_500);
  });

  it('instant: everything is over, while the time is the machine’s', () => {
    const { read } = timeSource(1_000_000);
    const clock = createClock('instant', read);
    expect(clock.now()).toBe(1_000_000);
    expect(clock.progress(clock.now(), 86_400_000)).toBe(1);
  });

  it.each(['real', 'short', 'fast', 'instant'] as const)('%s: never goes back', (mode) => {
    const { source, read } = timeSource(1_000_000);
    const clock = createClock(mode, read);
    source.time += 100;
    const before = clock.now();
    source.time -= 5_000;
    expect(clock.now()).toBe(before);
    expect(clock.mode).toBe(mode);
  });

  it('takes a process of no length as over', () => {
    const { read } = timeSource(1);
    expect(createClock('real', read).progress(1, 0)).toBe(1);
  });
});
