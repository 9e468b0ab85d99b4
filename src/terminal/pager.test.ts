import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createPager } from './pager.ts';
import { recordingTerminal } from './recording-terminal.ts';

const directory = mkdtempSync(join(tmpdir(), 'skyql-pager-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const seen = join(directory, 'seen');
const PATH = process.env.PATH;

function screen(environment: Readonly<Record<string, string>>) {
  return recordingTerminal({
    outputIsScreen: true,
    inputIsKeyboard: true,
    height: 5,
    width: 10,
    environment: { PATH, ...environment },
  });
}

it('shows what is longer than the screen by the pager of the environment, and the rest itself', async () => {
  const terminal = screen({ PAGER: `cat > ${seen}` });
  let begun = 0;
  const short = createPager(terminal, () => begun++);
  await short?.write('1\n2\n3\n4\n');
  await short?.end();
  expect([terminal.output(), begun]).toEqual(['1\n2\n3\n4\n', 0]);

  const long = createPager(terminal, () => begun++);
  for (const line of ['1', '2', '3', '4', '5', '6']) await long?.write(`${line}\n`);
  await long?.end();
  expect([readFileSync(seen, 'utf8'), begun]).toEqual(['1\n2\n3\n4\n5\n6\n', 1]);
  expect(terminal.output()).toBe('1\n2\n3\n4\n');
});

it('counts lines that the screen breaks, and no colours', async () => {
  const terminal = screen({ SKYQL_PAGER: `cat > ${seen}`, PAGER: 'false' });
  const pager = createPager(terminal, () => undefined);
  await pager?.write(`\u001b[31m${'x'.repeat(10)}\u001b[39m\n`);
  await pager?.end();
  expect(terminal.output()).toContain('x');
  const broken = createPager(terminal, () => undefined);
  await broken?.write(`${'y'.repeat(45)}\n`);
  await broken?.end();
  expect(readFileSync(seen, 'utf8')).toBe(`${'y'.repeat(45)}\n`);
});

it('goes when its reader has read enough', async () => {
  const pager = createPager(screen({ PAGER: 'head -c 1 > /dev/null' }), () => undefined);
  for (let piece = 0; piece < 500 && pager?.isGone === false; piece += 1) await pager.write('row\n'.repeat(5_000));
  expect(pager?.isGone).toBe(true);
  await pager?.end();
});

it('is none in a pipe, on a dumb terminal, and where there is no such program', () => {
  const none = () => undefined;
  expect(createPager(recordingTerminal({ height: 5 }), none)).toBeUndefined();
  expect(createPager(screen({ TERM: 'dumb' }), none)).toBeUndefined();
  expect(createPager(screen({ PAGER: '' }), none)).toBeUndefined();
  expect(createPager(screen({ PAGER: 'no-such-pager -x' }), none)).toBeUndefined();
});
