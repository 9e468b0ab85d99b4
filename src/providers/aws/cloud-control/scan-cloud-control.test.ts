import { describe, expect, it } from 'vitest';
import type { CloudControlCall, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { Row } from '../../../data/value.ts';
import type { ScanRequest } from '../../provider.ts';
import { type FakeAwsApi, fakeAwsApi, fault } from '../testing/fake-aws-api.ts';
import { cloudcontrol, imagebuilder } from '../testing/models.ts';
import { images, imagesSchema, nativePath, scanOf } from '../testing/resources.ts';
import { scanCloudControl } from './scan-cloud-control.ts';

const arn = 'arn:aws:imagebuilder:us-east-1:111122223333:image/web/1.0.0/1';

async function scan(
  api: FakeAwsApi,
  handler: CloudControlCall['handler'],
  request: Partial<ScanRequest>,
  rest: {
    readonly description?: ResourceDescription;
    readonly schema?: ResourceSchema;
    readonly columns?: readonly string[];
  } = {},
): Promise<Row[]> {
  const path = {
    ...nativePath({ service: '', operation: '' }),
    columns: rest.columns ?? ['arn', 'name', 'tags'],
    call: { api: 'cloud-control', type: 'AWS::ImageBuilder::Image', handler },
  } as const;
  const { description = images, schema = imagesSchema } = rest;
  const whole = scanOf({ columns: path.columns, ...request });
  const pages = (await scanCloudControl({ api, path, description, schema }, whole))(whole, {});
  return Symbol.asyncIterator in pages ? collect(pages) : [...((await pages)?.rows ?? [])];
}

async function collect(pages: AsyncIterable<{ readonly rows: readonly Row[] }>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page.rows);
  return rows;
}

describe('a list by Cloud Control', () => {
  it('reads every page and takes identifiers from the identifier', async () => {
    const answers = [
      {
        ResourceDescriptions: [{ Identifier: arn, Properties: JSON.stringify({ Name: 'web', Arn: arn }) }],
        NextToken: 'n',
      },
      { ResourceDescriptions: [{ Identifier: `${arn}2`, Properties: '{}' }] },
    ];
    const api = fakeAwsApi([cloudcontrol], () => answers[api.calls.length - 1] ?? {});
    expect(await scan(api, 'list', {}, { columns: ['arn', 'name'] })).toEqual([
      { arn, name: 'web' },
      { arn: `${arn}2`, name: null },
    ]);
    expect(api.calls[0]?.input).toEqual({ TypeName: 'AWS::ImageBuilder::Image', MaxResults: 100 });
  });

  it('keeps the digits of whole numbers that a double does not hold', async () => {
    const Properties = `{"Name": 9007199254740993, "Tags": {"deep": [-9223372036854775808, 5, 1.5, "9007199254740993"]}}`;
    const api = fakeAwsApi([cloudcontrol], () => ({ ResourceDescriptions: [{ Identifier: arn, Properties }] }));
    const [row] = await scan(api, 'list', {}, { columns: ['arn', 'name', 'tags'] });
    expect(row).toMatchObject({
      name: '9007199254740993',
      tags: { deep: ['-9223372036854775808', 5, 1.5, '9007199254740993'] },
    });
  });

  it('splits a compound identifier in the order of the schema', async () => {
    const schema: ResourceSchema = { ...imagesSchema, primaryIdentifier: ['/properties/Name', '/properties/Arn'] };
    const api = fakeAwsApi([cloudcontrol], () => ({ ResourceDescriptions: [{ Identifier: 'web|a:1' }] }));
    expect(await scan(api, 'list', {}, { schema, columns: ['arn', 'name'] })).toEqual([{ arn: 'a:1', name: 'web' }]);
  });

  it('gives the list handler what it wants to know of the parent', async () => {
    const schema: ResourceSchema = {
      ...imagesSchema,
      handlers: {
        list: { handlerSchema: { properties: { ClusterName: { type: 'string' } }, required: ['ClusterName'] } },
      },
    };
    const api = fakeAwsApi([cloudcontrol], () => ({ ResourceDescriptions: [] }));
    await scan(api, 'list', { parameters: { cluster_name: 'a', region: 'us-east-1' }, limit: 5 }, { schema });
    expect(api.calls.map(({ input }) => input)).toEqual([
      {
        TypeName: 'AWS::ImageBuilder::Image',
        MaxResults: 5,
        ResourceModel: JSON.stringify({ ClusterName: 'a' }),
      },
    ]);
  });
});

describe('what a list is asked by', () => {
  it('fills its column where the answer leaves it out, and no other', async () => {
    const answers = [{ Name: 'other' }, {}].map((properties, index) => ({
      Identifier: `a${index}`,
      Properties: JSON.stringify(properties),
    }));
    const api = fakeAwsApi([cloudcontrol], () => ({ ResourceDescriptions: answers }));
    expect(await scan(api, 'list', { parameters: { Name: 'asked' } }, { columns: ['arn', 'name'] })).toEqual([
      { arn: 'a0', name: 'other' },
      { arn: 'a1', name: 'asked' },
    ]);
  });
});

describe('a get by Cloud Control', () => {
  it('reads a resource by its identifier, whatever it looks like; of one that is not there nothing', async () => {
    const api = fakeAwsApi([cloudcontrol], ({ input }) => {
      if (input.Identifier === 'gone') throw fault('ResourceNotFoundException', 'no such image');
      return {
        ResourceDescription: {
          Identifier: input.Identifier,
          Properties: JSON.stringify({ Arn: input.Identifier, Tags: { a: '1' } }),
        },
      };
    });
    const read = (identifier: string) => scan(api, 'read', { parameters: { data__Identifier: identifier } });
    for (const identifier of ['x', 'a|b', '{"Name":"y"}'])
      expect(await read(identifier)).toEqual([{ arn: identifier, name: null, tags: { a: '1' } }]);
    expect(await read('gone')).toEqual([]);
  });

  it('gives native columns the names of the native API', async () => {
    const description: ResourceDescription = {
      ...images,
      columns: images.columns.map((column) => ({ ...column, form: 'native' as const })),
      accessPaths: [
        nativePath({
          service: 'imagebuilder',
          operation: 'GetImage',
          result: 'image',
          columns: { image_tests_configuration: 'imageTestsConfiguration' },
        }),
      ],
    };
    const api = fakeAwsApi([cloudcontrol, imagebuilder], () => ({
      ResourceDescription: {
        Properties: JSON.stringify({ ImageTestsConfiguration: { ImageTestsEnabled: true }, Tags: { Team: 'x' } }),
      },
    }));
    const rows = await scan(
      api,
      'read',
      { parameters: { data__Identifier: arn } },
      { description, columns: ['image_tests_configuration', 'tags'] },
    );
    expect(rows).toEqual([{ image_tests_configuration: { imageTestsEnabled: true }, tags: { Team: 'x' } }]);
  });

  it('says what Cloud Control cannot do', async () => {
    const api = fakeAwsApi([cloudcontrol], () => {
      throw fault('UnsupportedActionException', 'no read', 'UNSUPPORTED_ACTION');
    });
    await expect(scan(api, 'read', { parameters: { data__Identifier: arn } })).rejects.toMatchObject({
      code: 'UNSUPPORTED_ACTION',
    });
  });
});
