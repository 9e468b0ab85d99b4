import { describe, expect, it } from 'vitest';
import { runGraph } from './run-graph.ts';

const nodes = (given: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(given).map(([name, needs]) => ({ name, needs }));

describe('a graph', () => {
  it('begins each once what it needs is done, so many at once as is allowed', async () => {
    const log: string[] = [];
    let most = 0;
    let now = 0;
    const work = async ({ name }: { name: string }) => {
      most = Math.max(most, ++now);
      log.push(`+${name}`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`-${name}`);
      now -= 1;
    };
    const resources = nodes({ a: [], b: ['a'], c: [], d: ['b', 'c'], e: [], f: [] });
    await runGraph({ resources, parallel: 2, direction: 'forward', work });
    expect(most).toBe(2);
    expect(log.indexOf('-a')).toBeLessThan(log.indexOf('+b'));
    expect(log.indexOf('-c')).toBeLessThan(log.indexOf('+d'));
    log.length = 0;
    await runGraph({ resources, parallel: 10, direction: 'backward', work });
    expect(log.indexOf('-d')).toBeLessThan(log.indexOf('+b'));
    expect(log.indexOf('-b')).toBeLessThan(log.indexOf('+a'));
    expect(log).toHaveLength(12);
  });

  it('begins nothing after a failure, and waits for what is under way', async () => {
    const ended: string[] = [];
    const work = async ({ name }: { name: string }) => {
      if (name === 'a') throw new Error('a failed');
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(name);
    };
    const resources = nodes({ a: [], b: [], c: ['a'], d: ['b'], e: [] });
    await expect(runGraph({ resources, parallel: 2, direction: 'forward', work })).rejects.toThrow('a failed');
    expect(ended).toEqual(['b']);
  });
});
