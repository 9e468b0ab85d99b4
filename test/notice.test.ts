import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The packages that the catalog's builder reads: those of a scope that its files name. */
function sources(): readonly string[] {
  const files = readdirSync(new URL('tools/catalog/', root), { recursive: true, encoding: 'utf8' });
  const named = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...textOf(`tools/catalog/${file}`).matchAll(/'(@[a-z-]+\/[a-z0-9-]+)[/']/g)])
    .map(([, name = '']) => name);
  return [...new Set(named)].toSorted();
}

it('NOTICE names what the catalog is made from and what is bundled, with the license of each', () => {
  expect(sources()).toContain('@aws-cdk/aws-service-spec');
  const notice = textOf('NOTICE');
  for (const name of [...sources(), '@duckdb/node-api', 'ajv']) {
    const { license } = JSON.parse(textOf(`node_modules/${name}/package.json`)) as { readonly license: string };
    expect(notice).toContain(`${name} (${license})`);
  }
});

it('is published with it', () => {
  expect(JSON.parse(textOf('package.json'))).toMatchObject({ files: expect.arrayContaining(['NOTICE']) });
});
