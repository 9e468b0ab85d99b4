import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { ChangePreview } from '../session/database.ts';
import { confirmChange } from './confirm.ts';
import { createQuestions } from './questions.ts';
import { recordingTerminal } from './recording-terminal.ts';
import { plainStyle } from './style.ts';

const preview = {
  reason: 'This deletes 1 of aws.sagemaker.images.',
  columns: [{ name: 'action', type: 'VARCHAR' }],
  rows: [{ action: 'DELETE' }],
} as unknown as ChangePreview;

function asked(answer: (input: PassThrough, stop: AbortController) => void): Promise<boolean> {
  const stop = new AbortController();
  const input = new PassThrough();
  const questions = createQuestions(
    { signal: stop.signal, abort: () => stop.abort() },
    { input, output: new PassThrough() },
  );
  const confirmed = confirmChange(preview, plainStyle, recordingTerminal(), questions);
  answer(input, stop);
  return confirmed;
}

it.each([
  ['y', true],
  ['YES ', true],
  ['', false],
  ['n', false],
  ['yesterday', false],
])('takes %j for %s', async (line, yes) => {
  expect(await asked((input) => input.write(`${line}\n`))).toBe(yes);
});

it('takes Ctrl-D and Ctrl-C for no', async () => {
  expect(await asked((input) => input.end())).toBe(false);
  expect(await asked((_, stop) => stop.abort())).toBe(false);
});
