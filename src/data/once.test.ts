import { describe, expect, it } from 'vitest';
import { once } from './once.ts';

describe('once', () => {
  it('reads what there is once, and what throws again', () => {
    const answers = [new Error('not yet'), undefined, 'late'];
    const read = once(() => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    });
    expect(read).toThrow('not yet');
    expect([read(), read()]).toEqual([undefined, undefined]);
    expect(answers).toEqual(['late']);
  });
});
