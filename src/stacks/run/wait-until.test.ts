import { describe, expect, it } from 'vitest';
import { waitUntil } from './wait-until.ts';

function clockOf() {
  let time = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    async sleep(milliseconds: number) {
      waits.push(milliseconds);
      time += milliseconds;
    },
  };
}

describe('waiting', () => {
  it('looks at once, and never waits behind what it found', async () => {
    const clock = clockOf();
    expect(await waitUntil({ retries: 5, delay: 10, clock }, async () => 'there')).toBe('there');
    expect(clock.waits).toEqual([]);
  });

  it('waits longer each time, up to the delay, and no longer than all of them', async () => {
    const clock = clockOf();
    expect(await waitUntil({ retries: 4, delay: 2, clock }, async () => undefined)).toBeUndefined();
    expect(clock.waits).toEqual([250, 500, 1000, 2000, 2000, 250]);
    let looks = 0;
    const other = clockOf();
    expect(
      await waitUntil({ retries: 9, delay: 1, clock: other }, async () => (++looks === 3 ? looks : undefined)),
    ).toBe(3);
    expect(other.waits).toEqual([250, 500]);
  });

  it('looks once where there is nothing to wait for', async () => {
    let looks = 0;
    const look = async () => {
      looks += 1;
      return undefined;
    };
    await waitUntil({ retries: 1, delay: 5, clock: clockOf() }, look);
    expect(looks).toBe(1);
    await waitUntil({ retries: 3, delay: 0, clock: clockOf() }, look);
    expect(looks).toBe(4);
  });
});
