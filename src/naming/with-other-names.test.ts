import { expect, it } from 'vitest';
import { openCatalog } from '../catalog/open-catalog.ts';
import { operationWords } from '../catalog/operation-words.ts';
import { pluralise } from '../catalog/pluralise.ts';
import { snakeCase } from '../catalog/snake-case.ts';
import { withOtherNames } from './with-other-names.ts';

const plain = openCatalog('aws');
const catalog = withOtherNames(plain);

it('leaves the names that the catalog has', async () => {
  for (const service of ['imagebuilder', 's3', 'iam'])
    for (const { name } of await plain.resources(service))
      expect(await catalog.resource(service, name)).toBe(await plain.resource(service, name));
});

it('finds what a get, a list or a description of the API is named after, in both numbers', async () => {
  const lost: string[] = [];
  let found = 0;
  for (const service of ['imagebuilder', 'sagemaker', 'iam', 's3', 'lambda', 'kms', 'sns', 'ecr']) {
    const listed = await plain.resources(service);
    const all = await Promise.all(listed.map(({ name }) => plain.resource(service, name)));
    const methods = all.flatMap((resource) => resource?.methods ?? []).filter(({ changes }) => !changes);
    const operations = new Set(methods.flatMap(({ call }) => (call.api === 'native' ? [call.operation] : [])));
    for (const { verb, noun } of [...operations].map(operationWords)) {
      if (!['Get', 'List', 'Describe'].includes(verb) || noun === '') continue;
      for (const name of new Set([snakeCase(noun), pluralise(snakeCase(noun))])) {
        const resource = await catalog.resource(service, name);
        found += 1;
        if (resource === undefined) lost.push(`${service}.${name}`);
      }
    }
  }
  expect(found).toBeGreaterThan(300);
  // Plurals that `pluralise` makes of what is plural already.
  expect(lost.filter((name) => !name.endsWith('ses'))).toEqual([]);
});
