import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** Lets a text be changed in the editor that the environment names (SKYQL_EDITOR, VISUAL, EDITOR), and gives what it became. */
export async function editText(text: string, environment: Terminal['environment']): Promise<string> {
  const editor = environment.SKYQL_EDITOR || environment.VISUAL || environment.EDITOR || usualEditor;
  const directory = await mkdtemp(join(tmpdir(), 'skyql-'));
  const file = join(directory, 'statement.sql');
  try {
    await writeFile(file, text, { mode: 0o600 });
    const code = await run(editor, file);
    if (code !== 0) throw new UsageError(`The editor ended with ${code}: ${editor}.`, 'Name another one in EDITOR.');
    return (await readFile(file, 'utf8')).replace(/\r\n?/g, '\n').trimEnd();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const usualEditor = process.platform === 'win32' ? 'notepad.exe' : 'vi';

/** As a shell runs it: the variable may hold options too, `code --wait`. */
function run(editor: string, file: string): Promise<number> {
  const [command, ...words] =
    process.platform === 'win32'
      ? [process.env.ComSpec ?? 'cmd.exe', '/d', '/c', `${editor} "${file}"`]
      : ['/bin/sh', '-c', `${editor} "$1"`, 'sh', file];
  return new Promise((resolve, reject) => {
    const child = spawn(command ?? '', words, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
