import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const isTest = (file: string) => file.endsWith('.test.ts');
/** Files that stand beside the code for the tests alone. */
const isForTests = (file: string) => /(^|\/)(testing\/|test-|recording-)|-fixtures\.ts$/.test(file);
/** What the code never asks and tests hold the built catalog against. */
const forTests = ['isTokenExpression', 'comparedModels'];

const texts = new Map(
  ['src', 'tools', 'bench']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !isTest(file))
    .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const),
);

it('has no function, constant or class that only its test calls', () => {
  const mentions = new Map<string, number>();
  for (const [, text] of texts) {
    for (const [word] of text.matchAll(/\w+/g)) mentions.set(word, (mentions.get(word) ?? 0) + 1);
  }
  const dead = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^export (?:async )?(?:abstract )?(?:function\*?|const|class) (\w+)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => mentions.get(name) === 1 && !isForTests(file) && !forTests.includes(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(texts.size).toBeGreaterThan(1_000);
  expect(dead).toEqual([]);
});
