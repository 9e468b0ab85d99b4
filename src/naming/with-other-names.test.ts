import { expect, it } from 'vitest';
import { isLong } from '../../test/support/run-seed.ts';
import { openCatalog } from '../catalog/open-catalog.ts';
import { operationWords } from '../catalog/operation-words.ts';
import { pluralise } from '../catalog/pluralise.ts';
import { snakeCase } from '../catalog/snake-case.ts';
import { withOtherNames } from './with-other-names.ts';

const plain = openCatalog('aws');
const catalog = withOtherNames(plain);

it('leaves the names that the catalog has', async () => {
  for (const service of ['imagebuilder', 's3', 'iam'])
    for (const { name } of (await plain.resources(service)).filter((own) => !own.name.endsWith('_tags')))
      expect(await catalog.resource(service, name)).toBe(await plain.resource(service, name));
});

it('gives tags that an operation of their own lists the columns of what is tagged', async () => {
  const columns = (await catalog.resource('iam', 'role_tags'))?.columns.map(({ name }) => name);
  expect(columns).toEqual(expect.arrayContaining(['role_name', 'arn', 'path', 'tag_key', 'tag_value']));
  expect((await catalog.resource('lambda', 'tags'))?.columns.map(({ name }) => name)).toContain('key');
});

it('finds what a get, a list or a description of the API is named after, in both numbers', async () => {
  const lost: string[] = [];
  const several: string[] = [];
  let found = 0;
  const some = ['imagebuilder', 'sagemaker', 'iam', 's3', 'lambda', 'kms', 'sns', 'ecr'];
  for (const service of isLong ? (await plain.services()).map(({ name }) => name) : some) {
    const listed = await plain.resources(service);
    const all = await Promise.all(listed.map(({ name }) => plain.resource(service, name)));
    const methods = all.flatMap((resource) => resource?.methods ?? []).filter(({ changes }) => !changes);
    const operations = new Set(methods.flatMap(({ call }) => (call.api === 'native' ? [call.operation] : [])));
    for (const { verb, noun } of [...operations].map(operationWords)) {
      if (!['Get', 'List', 'Describe'].includes(verb) || noun === '') continue;
      for (const name of new Set([snakeCase(noun), pluralise(snakeCase(noun))])) {
        const resource = await catalog.resource(service, name).catch(() => 'several' as const);
        found += 1;
        if (resource === undefined) lost.push(`${service}.${name}`);
        if (resource === 'several') several.push(`${service}.${name}`);
      }
    }
  }
  expect(found).toBeGreaterThan(300);
  // Plurals that `pluralise` makes of what is plural already.
  expect(lost.filter((name) => !/(ses|kpis)$/.test(name))).toEqual([]);
  // Two resources of that name, which is an error that lists both.
  expect(several.length).toBeLessThan(found / 1000);
});
