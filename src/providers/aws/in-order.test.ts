import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

describe('inOrder', () => {
  it('keeps the order, with no more at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const results: number[] = [];
    for await (const result of inOrder([5, 1, 4, 2, 3, 0], 3, async (turns) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      running -= 1;
      return turns;
    })) {
      results.push(result);
    }
    expect(results).toEqual([5, 1, 4, 2, 3, 0]);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('throws the failure of an item in its turn', async () => {
    const seen: number[] = [];
    const read = async () => {
      for await (const one of inOrder([1, 2, 3], 3, async (item) => {
        if (item === 2) throw new Error('two');
        return item;
      })) {
        seen.push(one);
      }
    };
    await expect(read()).rejects.toThrow('two');
    expect(seen).toEqual([1]);
  });
});
