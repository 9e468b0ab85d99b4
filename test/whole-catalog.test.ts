import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataDirectory } from '../src/aws/data-directory.ts';
import { loadServiceModel } from '../src/aws/model-store.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import { pluralise } from '../src/catalog/pluralise.ts';
import type { ResourceDescription } from '../src/catalog/resource-description.ts';
import { loadSchema } from '../src/catalog/schema-store.ts';
import { isTokenExpression } from '../src/providers/aws/page-token.ts';
import { loadSpecification } from '../tools/catalog/cloudformation/specification.ts';

/** As it was built, whatever schemas the user has loaded. */
const catalog = openCatalog('aws', dataDirectory(), undefined);
let resources: readonly ResourceDescription[];

beforeAll(async () => {
  const all: ResourceDescription[] = [];
  for (const [service, names] of Object.entries((await catalog.resourceNames?.()) ?? {})) {
    for (const name of names) {
      const description = await catalog.resource(service, name);
      if (!description) throw new Error(`${service}.${name} is in the list of names and nowhere else.`);
      // Twins are made from their resources.
      if (description.service === service && !isTwin(description)) all.push(description);
    }
  }
  resources = all;
}, 120_000);

function isTwin({ name, twin }: ResourceDescription): boolean {
  return twin !== undefined && pluralise(name) === twin;
}

describe('the whole catalog', () => {
  it('has every CloudFormation type once, with its schema', async () => {
    const specified = (await loadSpecification()).all('resource').map(({ cloudFormationType }) => cloudFormationType);
    const types = resources.flatMap(({ cloudFormationType }) => cloudFormationType ?? []);
    expect(specified.length).toBeGreaterThan(1800);
    expect(types.sort()).toEqual(specified.sort());
    for (const typeName of types) expect((await loadSchema(typeName))?.typeName).toBe(typeName);
  });

  it('has every operation of every model, what reads no resource on one alone', async () => {
    const calls = resources.flatMap(({ methods, changes }) => {
      const setting = Object.values(changes?.update ?? {}).flatMap((update) => update.calls.map((one) => one.method));
      return methods.flatMap(({ verb, name, call }) =>
        call.api === 'native' ? [{ verb, sets: setting.includes(name), ...call }] : [],
      );
    });
    const nameOf = ({ service, operation }: { readonly service: string; readonly operation: string }) =>
      `${service} ${operation}`;
    const shared = new Set(calls.filter(({ verb, sets }) => verb === 'SELECT' || sets).map(nameOf));
    const operations = new Map<string, string[]>();
    const told = new Set<string>();
    for (const call of calls) {
      // Addresses are read by the operation that reads `AWS::EC2::EIP`: it is a method of both. So is what sets a column of a setting.
      if (shared.has(nameOf(call)) && told.has(nameOf(call))) continue;
      told.add(nameOf(call));
      operations.set(call.service, [...(operations.get(call.service) ?? []), call.operation]);
    }
    const services = readdirSync(join(dataDirectory(), 'models'));
    expect(services.length).toBeGreaterThan(420);
    for (const service of services) {
      const model = await loadServiceModel(service);
      expect(operations.get(service)?.sort() ?? [], service).toEqual(Object.keys(model.operations).sort());
    }
  });

  it('has columns, methods and paths under names of their own, all described', () => {
    for (const { service, name, columns, methods, accessPaths } of resources) {
      const where = `${service}.${name}`;
      const names = columns.map((column) => column.name);
      expect(new Set(names).size, where).toBe(names.length);
      expect(new Set(methods.map((method) => method.name)).size, where).toBe(methods.length);
      for (const column of columns) expect(column.description, `${where}.${column.name}`).not.toBe('');
      for (const path of accessPaths) {
        expect(names, `${where} ${path.method}`).toEqual(expect.arrayContaining([...path.columns]));
      }
    }
  });

  it('pages to the end wherever a model says how', async () => {
    for (const service of readdirSync(join(dataDirectory(), 'models'))) {
      const { operations, shapes, paginators } = await loadServiceModel(service);
      for (const [name, { input_token, output_token, more_results }] of Object.entries(paginators)) {
        const where = `${service}:${name}`;
        const input = shapes[operations[name]?.input?.shape ?? ''];
        // Where no input takes the token, that there is one is all that is known of further pages.
        if ([input_token].flat().length > 0)
          expect([input_token].flat().length, where).toBe([output_token].flat().length);
        for (const member of [input_token].flat()) expect(input?.members ?? {}, where).toHaveProperty([member]);
        for (const expression of [output_token].flat()) expect(isTokenExpression(expression), where).toBe(true);
        expect(more_results ?? 'Member.Path', where).toMatch(/^\w+(\.\w+)*$/);
      }
    }
  });

  it('is under 40 MB', () => {
    const files = readdirSync(dataDirectory(), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    expect(bytes).toBeLessThan(40e6);
  });
});
