import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataDirectory } from './data-directory.ts';

it('is dist/catalog of the package', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(dataDirectory(), '..', '..', 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'skyql' });
  expect(dataDirectory().replaceAll('\\', '/')).toMatch(/\/dist\/catalog$/);
});
