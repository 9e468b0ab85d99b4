import { describe, expect, it } from 'vitest';
import { interrupted } from '../abort.ts';
import { createSharedAnswers } from './shared-answers.ts';

describe('shared answers', () => {
  it('are asked once, however many ask at the same time', async () => {
    const answers = createSharedAnswers<number>();
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return asked;
    };
    const got = await Promise.all([1, 2, 3].map(() => answers.get('one', {}, ask)));
    expect([...got, await answers.get('one', {}, ask), await answers.get('two', {}, ask)]).toEqual([1, 1, 1, 1, 2]);
  });

  it('are asked again after a failure', async () => {
    const answers = createSharedAnswers<number>();
    await expect(answers.get('one', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await answers.get('one', {}, async () => 1)).toBe(1);
  });

  it('do not fail for one session because another was stopped', async () => {
    const answers = createSharedAnswers<number>();
    const stop = new AbortController();
    const first = answers.get('one', stop, () => {
      return new Promise((_, reject) => stop.signal.addEventListener('abort', () => reject(interrupted())));
    });
    const second = answers.get('one', {}, async () => 2);
    stop.abort();
    await expect(first).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(await second).toBe(2);
  });

  it('are not waited for by a statement that was stopped', async () => {
    const answers = createSharedAnswers<number>();
    const stopped = { signal: AbortSignal.abort() };
    await expect(answers.get('one', stopped, async () => 1)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
