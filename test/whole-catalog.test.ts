import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataDirectory } from '../src/aws/data-directory.ts';
import { loadServiceModel } from '../src/aws/model-store.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import type { ResourceDescription } from '../src/catalog/resource-description.ts';
import { loadSchema } from '../src/catalog/schema-store.ts';
import { isTokenExpression } from '../src/providers/aws/page-token.ts';
import { loadSpecification } from '../tools/catalog/cloudformation/specification.ts';
import { builtResources } from './support/built-resources.ts';
import { isTriedToday } from './support/run-seed.ts';

/** As it was built, whatever schemas the user has loaded. */
const catalog = openCatalog('aws', dataDirectory(), undefined);
let resources: readonly ResourceDescription[] = [];

beforeAll(async () => {
  resources = await builtResources();
}, 120_000);

describe('the whole catalog', () => {
  it('finds each resource, and its twin, by the names that it lists', async () => {
    const names = new Map<string, string[]>();
    for (const { service, name, twin } of resources) {
      names.set(service, [...(names.get(service) ?? []), name, ...(twin === undefined ? [] : [twin])]);
    }
    const listed = Object.entries((await catalog.resourceNames?.()) ?? {});
    expect(listed).toEqual([...names].map(([service, own]) => [service, own.sort()]));
    for (const [service, own] of listed.filter(isTriedToday)) {
      for (const name of own) expect((await catalog.resource(service, name))?.name, `${service}.${name}`).toBe(name);
    }
  });

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

  it('pages to the end wherever a model says how', async () => {
    for (const service of readdirSync(join(dataDirectory(), 'models'))) {
      const { operations, shapes, paginators } = await loadServiceModel(service);
      for (const [name, { input_token, output_token, more_results }] of Object.entries(paginators)) {
        const where = `${service}:${name}`;
        const input = shapes[operations[name]?.input?.shape ?? ''];
        // Where no input takes the token, that there is one is all that is known of further pages.
        if ([input_token].flat().length > 0)
          expect([input_token].flat().length, where).toBe([output_token].flat().length);
        const known = input?.members ?? {};
        expect(
          [input_token].flat().filter((member) => known[member] === undefined),
          where,
        ).toEqual([]);
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

describe('the resources of all services', () => {
  /** What Cloud Control does not serve and no API lists can only be described. */
  function unreached({ cloudFormationType, columns, accessPaths }: ResourceDescription): readonly string[] {
    const served = cloudFormationType === undefined ? 'native' : 'cloud-control';
    if (!accessPaths.some(({ kind, call }) => kind === 'get' && call.api === served)) return [];
    const reached = new Set(['region', 'account_id', 'connection', ...accessPaths.flatMap((path) => path.columns)]);
    return columns.flatMap(({ name, writeOnly }) => (writeOnly || reached.has(name) ? [] : [name]));
  }

  it('has the columns of a resource once, its identifier among them, each described and reached, and reads native ones by their own methods', () => {
    const wrong = resources.flatMap((resource) => {
      const { service, name, cloudFormationType, columns, identifier, methods, accessPaths } = resource;
      const names = new Set(columns.map((column) => column.name));
      const known = new Set(methods.map((method) => method.name));
      return [
        ...(names.size < columns.length ? ['a column twice'] : []),
        ...(known.size < methods.length ? ['a method twice'] : []),
        ...identifier.filter((column) => !names.has(column)).map((column) => `no column ${column}`),
        // One operation can read several types (DescribeAlarms): it is a method of one of them.
        ...accessPaths
          .filter((path) => cloudFormationType === undefined && !known.has(path.method))
          .map((path) => `no method ${path.method}`),
        ...accessPaths.flatMap((path) => path.columns.filter((column) => !names.has(column))),
        ...columns.filter(({ description }) => description === '').map((column) => `nothing said of ${column.name}`),
        ...unreached(resource).map((column) => `no path to ${column}`),
      ].map((what) => `aws.${service}.${name}: ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  it('yields the identifier by every path of a native resource that has one', () => {
    const natives = resources.filter(
      ({ cloudFormationType, identifier }) => cloudFormationType === undefined && identifier.length > 0,
    );
    expect(natives.length).toBeGreaterThan(1500);
    const partial = natives.flatMap(({ service, name, identifier, accessPaths }) =>
      accessPaths
        .filter((path) => !identifier.every((column) => column === 'region' || path.columns.includes(column)))
        .map((path) => `aws.${service}.${name} by ${path.method}`),
    );
    expect(partial).toEqual([]);
  });

  it('changes and deletes only by methods that take the whole identifier', () => {
    const writes = resources
      .filter(({ cloudFormationType }) => cloudFormationType === undefined)
      .flatMap((resource) =>
        resource.methods
          .filter(({ verb }) => verb === 'UPDATE' || verb === 'DELETE')
          .map((method) => ({ resource, method })),
      );
    expect(writes.length).toBeGreaterThan(800);
    const wrong = writes.filter(({ resource: { identifier }, method: { call, changes } }) => {
      const inputs = call.api === 'native' ? Object.keys(call.inputs) : [];
      return !changes || identifier.length === 0 || identifier.some((column) => !inputs.includes(column));
    });
    expect(wrong.map(({ resource, method }) => `${resource.service}.${resource.name}.${method.name}`)).toEqual([]);
  });

  it.each([
    ['accessanalyzer', 'findings', ['analyzer_arn', 'id'], ['list_findings', 'get_finding']],
    ['ec2', 'availability_zones', [], ['availability_zones_Describe']],
    ['ec2', 'instance_types', ['instance_type'], ['instance_types_Describe', 'instance_types_Describe']],
    ['iam', 'attached_role_policies', [], ['list_attached_role_policies']],
    ['dynamodb', 'backups', ['backup_arn'], ['list_backups', 'describe_backup']],
    ['cloudwatch', 'metrics', [], ['list_metrics']],
    ['sts', 'caller_identities', [], ['get_caller_identity']],
    ['lambda', 'tags', ['resource', 'key'], ['list_tags']],
    ['bedrock_runtime', 'models', [], []],
  ])('reads aws.%s.%s', (service, name, identifier, methods) => {
    const found = resources.find((resource) => resource.service === service && resource.name === name);
    expect(found?.identifier).toEqual(identifier);
    expect(found?.accessPaths.map((path) => path.method)).toEqual(methods);
  });

  it.each([
    ['kms', 'encrypt', 'keys'],
    ['dynamodb', 'query', 'tables'],
    ['lambda', 'invoke', 'functions'],
    ['sns', 'publish', 'topics'],
    ['sqs', 'send_message', 'messages'],
    ['bedrock_runtime', 'converse', 'models'],
    ['ec2', 'instance_status_Describe', 'instance_statuses'],
    ['apigateway', 'native_get_resource', 'resources'],
  ])('has aws.%s %s as a method of %s', (service, method, resource) => {
    const found = resources.filter((own) => own.service === service);
    expect(found.filter(({ methods }) => methods.some(({ name }) => name === method)).map(({ name }) => name)).toEqual([
      resource,
    ]);
  });
});
