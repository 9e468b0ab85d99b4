import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function thrownCodes(): string[] {
  const files = readdirSync(join(root, 'src'), { withFileTypes: true, recursive: true }).filter(
    ({ name }) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const codes = files.flatMap((file) => {
    const text = readFileSync(join(file.parentPath, file.name), 'utf8');
    return [...text.matchAll(/\b(?:new SkyqlError|make)\(\s*'([A-Z][A-Z_]+)'/g)].map(([, code = '']) => code);
  });
  return [...new Set(codes)].sort();
}

it('docs/errors.md tells of every code what to do', () => {
  const documented = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const codes = thrownCodes();
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !documented.includes(`\`${code}\``))).toEqual([]);
});
