import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockEntry {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, LockEntry>> };

it('package-lock.json has the packages of every platform (npm ci refuses it otherwise)', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(missing, 'run node tools/complete-lock.mjs').toEqual([]);
});

it('package-lock.json says of each package where it comes from and what its bytes are', () => {
  const unsure = Object.entries(packages)
    .filter(([path]) => path !== '')
    .filter(
      ([, { resolved = '', integrity = '' }]) =>
        !resolved.startsWith('https://registry.npmjs.org/') || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
    )
    .map(([path]) => path);
  expect(unsure, 'run node tools/complete-lock.mjs').toEqual([]);
});
