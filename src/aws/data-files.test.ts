import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { dataDirectory, packageVersion } from './data-directory.ts';
import { dataFile, dataFilesIn } from './data-files.ts';
import type { ModelFacts } from './loaded-models.ts';

const place = mkdtempSync(join(tmpdir(), 'skyql-data-files-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

function cacheWith(name: string, facts: Partial<ModelFacts>): string {
  const cache = join(place, name);
  const models = join(cache, 'catalog', 'models-1-own', 'models');
  mkdirSync(models, { recursive: true });
  for (const service of ['ec2', 'zebra']) writeFileSync(join(models, service), '');
  const all = { format: 1, skyql: packageVersion(), folder: 'models-1-own', ...facts };
  writeFileSync(join(cache, 'catalog', 'models.json'), JSON.stringify(all));
  vi.stubEnv('SKYQL_CACHE_DIR', cache);
  return join(cache, 'catalog', 'models-1-own');
}

it('are what the user has loaded, and else those that were built', () => {
  const loaded = cacheWith('own', {});
  expect(dataFile('models/ec2')).toBe(join(loaded, 'models', 'ec2'));
  expect(dataFile('models/sts')).toBe(join(dataDirectory(), 'models', 'sts'));
  const names = dataFilesIn('models');
  expect(names).toEqual([...names].sort());
  expect(names.filter((name) => ['ec2', 'sts', 'zebra'].includes(name))).toEqual(['ec2', 'sts', 'zebra']);
});

it.each([
  ['that another skyql made', { skyql: '0.0.1' }],
  ['of another form', { format: 2 as 1 }],
  ['that lie elsewhere', { folder: '../models-1-own' }],
])('are not those %s', (name, facts) => {
  cacheWith(name, facts);
  expect(dataFile('models/ec2')).toBe(join(dataDirectory(), 'models', 'ec2'));
});
