import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireCompiled } from './require-compiled.ts';

let directory = '';
let file = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'skyql-compiled-'));
  file = join(directory, 'file.cjs');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Requires the file in a process of its own, which keeps what V8 made of it. */
function keep(): string {
  const script = `import { requireCompiled } from ${JSON.stringify(fileURLToPath(new URL('require-compiled.ts', import.meta.url)))};
    process.stdout.write(requireCompiled(${JSON.stringify(file)}).say());`;
  return execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env: { ...process.env, SKYQL_KEEP_COMPILED: '1' },
    encoding: 'utf8',
  });
}

const saying = (text: string) => `const { sep } = require('node:path'); exports.say = () => '${text}' + typeof sep;`;
const said = () => (requireCompiled(file) as { say(): string }).say();

describe('requireCompiled', () => {
  it('gives what a file exports, compiled before or not', () => {
    writeFileSync(file, saying('ä '));
    expect(said()).toBe('ä string');
    expect(keep()).toBe('ä string');
    expect(existsSync(`${file}.compiled`)).toBe(true);
    expect(said()).toBe('ä string');
  });

  it('takes nothing that was compiled of another file, of the same length either', () => {
    writeFileSync(file, saying('one '));
    keep();
    rmSync(file);
    const other = join(directory, 'other.cjs');
    writeFileSync(other, saying('two '));
    copyFileSync(`${file}.compiled`, `${other}.compiled`);
    file = other;
    expect(said()).toBe('two string');
  });

  it('compiles a file where what is beside it is broken', () => {
    writeFileSync(file, saying('whole '));
    for (const broken of ['', 'abcd', 'no code at all'.repeat(100)]) {
      writeFileSync(`${file}.compiled`, broken);
      expect(said()).toBe('whole string');
    }
  });
});
