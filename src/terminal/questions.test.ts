import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createQuestions } from './questions.ts';

function setUp() {
  const stop = new AbortController();
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  output.on('data', (chunk) => {
    shown += String(chunk);
  });
  const questions = createQuestions({ signal: stop.signal, abort: () => stop.abort() }, { input, output });
  return { questions, input, stop, shown: () => shown };
}

it('asks one question after the other, with the line of progress away', async () => {
  const { questions, input, shown } = setUp();
  const steps: string[] = [];
  questions.progress = { pause: () => steps.push('pause'), resume: () => steps.push('resume') };
  const answers = [questions.ask('First? '), questions.ask('Second? ')];
  while (!shown().includes('First?')) await new Promise((resolve) => setImmediate(resolve));
  expect(shown()).not.toContain('Second?');
  input.write(' 123456 \n');
  expect(await answers[0]).toBe('123456');
  while (!shown().includes('Second?')) await new Promise((resolve) => setImmediate(resolve));
  input.write('654321\n');
  expect(await answers[1]).toBe('654321');
  expect(steps).toEqual(['pause', 'resume', 'pause', 'resume']);
});

it('ends with the statement, and with the input', async () => {
  const stopped = setUp();
  const answer = stopped.questions.ask('Code? ');
  stopped.stop.abort();
  await expect(answer).rejects.toMatchObject({ code: 'INTERRUPTED' });
  const ended = setUp();
  const other = ended.questions.ask('Code? ');
  ended.input.end();
  await expect(other).rejects.toMatchObject({ code: 'INTERRUPTED' });
});
