import { beforeAll, describe, expect, it } from 'vitest';
import type { ResourceDescription } from '../../../src/catalog/resource-description.ts';
import { builtResources } from '../../../test/support/built-resources.ts';

/**
 * Of every service that there is a model of, as the build has left it. The build itself throws at a path whose members
 * the model does not have; `test/whole-catalog.test.ts` holds that each operation is a method, once.
 */
describe('the catalog of all services', () => {
  let resources: readonly ResourceDescription[] = [];

  beforeAll(async () => {
    resources = await builtResources();
  }, 120_000);

  it('has the columns of a resource once, its identifier among them, and reads native ones by their own methods', () => {
    const wrong = resources.flatMap(
      ({ service, name, cloudFormationType, columns, identifier, methods, accessPaths }) => {
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
        ].map((what) => `aws.${service}.${name}: ${what}`);
      },
    );
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
