import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The packages that the catalog is made from: those of a scope that the files which make it name. */
function sources(): readonly string[] {
  const named = ['tools/catalog/', 'src/catalog/build/']
    .flatMap((folder) =>
      readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((file) => folder + file),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...textOf(file).matchAll(/'(@[a-z-]+\/[a-z0-9-]+)[/']/g)])
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
  // A package of PyPI: what is taken from it stands in the repository.
  expect(textOf('tools/catalog/permissions/handler-permissions.txt')).toMatch(
    /^# .* from cfn-lint [\d.]+ \(MIT-0\)\.\n/,
  );
  expect(notice).toContain('cfn-lint (MIT-0)');
});

it('is published with it', () => {
  expect(JSON.parse(textOf('package.json'))).toMatchObject({ files: expect.arrayContaining(['NOTICE']) });
});
