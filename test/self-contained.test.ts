import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** What git ignores, and what npm writes. */
const leftOut = [
  /^\.git$/,
  /^node_modules$/,
  /^dist$/,
  /^coverage$/,
  /^\.venv$/,
  /^__pycache__$/,
  /^package-lock\.json$/,
];

/** All files of the repository, whether or not they come with git's own folder. */
function filesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => !leftOut.some((pattern) => pattern.test(name)))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

const files = filesBelow(root).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

it('looks at the whole repository', () => {
  expect(files.length).toBeGreaterThan(1_000);
  expect(files.map(({ path }) => relative(root, path))).toEqual(
    expect.arrayContaining([
      '.ci/run',
      'package.json',
      join('src', 'cli', 'skyql.ts'),
      join('test', 'self-contained.test.ts'),
    ]),
  );
});

it('names no file outside of the repository by a relative path', () => {
  const outside = files.flatMap(({ path, text }) =>
    [...text.matchAll(/(?<![\w./-])(?:\.\.\/)+[\w.-]*(?:\/[\w.-]+)*/g)]
      .map(([written]) => written)
      .filter((written) => !isInside(resolve(dirname(path), written)))
      .map((written) => `${relative(root, path)}: ${written}`),
  );
  expect(outside).toEqual([]);
});

it('names no folder of a machine', () => {
  const folders = [root, homedir(), '/work', '/workspace', '/home/runner'].filter((folder) => folder !== sep);
  const named = files.flatMap(({ path, text }) =>
    folders
      .filter((folder) => new RegExp(`(?<![\\w.})*/-])${escaped(folder)}/`).test(text))
      .map((folder) => `${relative(root, path)}: ${folder}`),
  );
  expect(named).toEqual([]);
});

function isInside(path: string): boolean {
  return path === root || path.startsWith(`${root}${sep}`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
