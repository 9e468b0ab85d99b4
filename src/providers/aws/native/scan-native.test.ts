import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import type { Row } from '../../../data/value.ts';
import type { ScanRequest } from '../../provider.ts';
import { type FakeAwsApi, fakeAwsApi, fault } from '../testing/fake-aws-api.ts';
import { ec2, imagebuilder } from '../testing/models.ts';
import { images, imagesSchema, nativePath, scanOf } from '../testing/resources.ts';
import { type NativeScan, scanNative } from './scan-native.ts';

const columns = { arn: 'arn', name: 'name' };
const list = nativePath({
  service: 'imagebuilder',
  operation: 'ListImages',
  result: 'imageVersionList',
  columns,
  filters: { name: { style: 'imagebuilder', name: 'name' } },
  fixed: { owner: 'Self' },
});
const describeById = nativePath(
  {
    service: 'ec2',
    operation: 'DescribeImages',
    result: 'Images',
    columns: { arn: 'ImageId', tags: 'Tags' },
    inputs: { image_id: 'ImageIds' },
    notFound: ['InvalidAMIID.NotFound'],
  },
  { parameters: [{ name: 'image_id', columns: [['image_id']], required: true, batch: 2 }] },
);

async function scan(api: FakeAwsApi, path: NativeScan['path'], request: Partial<ScanRequest> = {}): Promise<Row[]> {
  const rows: Row[] = [];
  const all = {
    api,
    path,
    description: images,
    schema: imagesSchema,
    request: scanOf({ columns: path.columns, ...request }),
    context: {},
  };
  for await (const page of scanNative(all)) rows.push(...page.rows);
  return rows;
}

const inputs = (api: FakeAwsApi) => api.calls.map(({ input }) => input);

describe('scanNative', () => {
  it('sends fixed inputs, filters and the largest page, and maps the rows', async () => {
    const api = fakeAwsApi([imagebuilder], () => ({
      imageVersionList: [{ arn: 'a:1', name: 'web', owner: 'x' }, { arn: 'a:2' }],
    }));
    const filters = [{ column: 'name', operator: 'equals', values: ['web'] }] as const;
    expect(await scan(api, list, { filters })).toEqual([
      { arn: 'a:1', name: 'web' },
      { arn: 'a:2', name: null },
    ]);
    expect(inputs(api)).toEqual([{ owner: 'Self', filters: [{ name: 'name', values: ['web'] }], maxResults: 25 }]);
  });

  it('brings the columns that are asked for, and the identifier', async () => {
    const api = fakeAwsApi([imagebuilder], () => ({ imageVersionList: [{ arn: 'a:1', name: 'web' }] }));
    expect(await scan(api, list, { columns: [] })).toEqual([{ arn: 'a:1' }]);
  });

  it('asks for no larger page than the reader reads', async () => {
    const api = fakeAwsApi([imagebuilder], () => ({ imageVersionList: [] }));
    await scan(api, list, { limit: 3 });
    expect(inputs(api)).toMatchObject([{ maxResults: 3 }]);
  });

  it('gives structures the form that the column is documented in', async () => {
    const get = nativePath({
      service: 'imagebuilder',
      operation: 'GetImage',
      columns: {
        arn: 'image.arn',
        state: 'image.state',
        image_tests_configuration: 'image.imageTestsConfiguration',
        tags: '$.image.tags',
        name: '$input.imageBuildVersionArn',
      },
      inputs: { data__Identifier: 'imageBuildVersionArn' },
    });
    const api = fakeAwsApi([imagebuilder], ({ input }) => ({
      image: {
        arn: input.imageBuildVersionArn,
        state: { status: 'AVAILABLE' },
        imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 720 },
        tags: { costCenter: '1' },
      },
    }));
    expect(await scan(api, get, { parameters: { data__Identifier: 'a:1' } })).toEqual([
      {
        arn: 'a:1',
        state: { status: 'AVAILABLE' },
        image_tests_configuration: { ImageTestsEnabled: true, TimeoutMinutes: 720 },
        tags: { costCenter: '1' },
        name: 'a:1',
      },
    ]);
  });

  it('asks for many ids in one call, without a page size beside them', async () => {
    const api = fakeAwsApi([ec2], ({ input }) => ({
      Images: idsOf(input).map((ImageId) => ({ ImageId, Tags: [{ Key: 'env', Value: 'prod' }] })),
    }));
    const rows = await scan(api, describeById, { parameters: { image_id: ['ami-1', 'ami-2', 'ami-3'] } });
    expect(rows).toEqual(['ami-1', 'ami-2', 'ami-3'].map((arn) => ({ arn, tags: { env: 'prod' } })));
    expect(inputs(api)).toEqual([{ ImageIds: ['ami-1', 'ami-2', 'ami-3'] }]);
  });

  it('keeps the rows of the ids that are there', async () => {
    const api = fakeAwsApi([ec2], ({ input }) => {
      const ids = idsOf(input);
      if (ids.includes('ami-9')) throw fault('InvalidAMIID.NotFound', "The image id '[ami-9]' does not exist");
      return { Images: ids.map((ImageId) => ({ ImageId })) };
    });
    expect(await scan(api, describeById, { parameters: { image_id: ['ami-9', 'ami-90'] } })).toEqual([
      { arn: 'ami-90', tags: null },
    ]);
    expect(await scan(api, describeById, { parameters: { image_id: 'ami-9' } })).toEqual([]);
  });

  it('finds them also when AWS does not say which is missing', async () => {
    const api = fakeAwsApi([ec2], ({ input }) => {
      const ids = idsOf(input);
      if (ids.includes('ami-9')) throw fault('InvalidAMIID.NotFound', 'no');
      return { Images: ids.map((ImageId) => ({ ImageId })) };
    });
    const rows = await scan(api, describeById, { parameters: { image_id: ['ami-9', 'ami-1'] } });
    expect(rows.map(({ arn }) => arn)).toEqual(['ami-1']);
  });

  it('throws what does not mean that there is none', async () => {
    const api = fakeAwsApi([ec2], () => {
      throw fault('UnauthorizedOperation', 'no', 'ACCESS_DENIED');
    });
    await expect(scan(api, describeById, { parameters: { image_id: 'ami-1' } })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    });
  });

  it('has no row for a name that AWS refuses because nothing can have it', async () => {
    const byOwner = nativePath(
      {
        service: 'imagebuilder',
        operation: 'ListImages',
        result: 'imageVersionList',
        columns,
        inputs: { owner: 'owner' },
      },
      { kind: 'get' },
    );
    const api = fakeAwsApi([imagebuilder], () => {
      throw fault('InvalidParameterValueException', 'bad', 'VALIDATION_FAILED');
    });
    expect(await scan(api, byOwner, { parameters: { owner: 'Nobody' } })).toEqual([]);
    await expect(scan(api, byOwner, { parameters: { owner: 'Self' } })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('makes no call for no values', async () => {
    const api = fakeAwsApi([ec2], () => ({}));
    expect(await scan(api, describeById, { parameters: { image_id: [] } })).toEqual([]);
    expect(await scan(api, describeById, { parameters: { image_id: null } })).toEqual([]);
    expect(api.calls).toEqual([]);
  });

  it('reads rows that are texts, the values of a map, and sends the region where the path says', async () => {
    const names = nativePath({
      service: 'imagebuilder',
      operation: 'ListImages',
      result: 'names',
      columns: { name: '$row' },
      fixed: { owner: '$region' },
    });
    const texts = fakeAwsApi([imagebuilder], () => ({ names: ['a', 'b'] }));
    expect(await scan(texts, names)).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(inputs(texts)).toEqual([expect.objectContaining({ owner: 'us-east-1' })]);

    const tags = nativePath({
      service: 'imagebuilder',
      operation: 'ListImages',
      result: 'tags.*',
      columns: { name: '$key', arn: '$row' },
    });
    const map = fakeAwsApi([imagebuilder], () => ({ tags: { env: 'prod', team: 'x' } }));
    expect(await scan(map, tags)).toEqual([
      { name: 'env', arn: 'prod' },
      { name: 'team', arn: 'x' },
    ]);
  });

  it('has no rows of what cannot be, and says that what a list is of is not there', async () => {
    const path = nativePath(
      {
        service: 'imagebuilder',
        operation: 'ListImageBuildVersions',
        columns,
        inputs: { imageVersionArn: 'imageVersionArn' },
      },
      { parameters: [{ name: 'imageVersionArn', columns: [['arn']], required: true, batch: 1 }] },
    );
    const failing = (code: string, skyqlCode: string) =>
      fakeAwsApi([imagebuilder], () => {
        throw fault(code, 'no', skyqlCode);
      });
    const parameters = { imageVersionArn: 'a' };
    expect(await scan(failing('InvalidVpcID.Malformed', 'VALIDATION_FAILED'), path, { parameters })).toEqual([]);
    await expect(scan(failing('NoSuchThing', 'RESOURCE_NOT_FOUND'), path, { parameters })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    });
  });

  it('fails where a list that names nothing finds nothing', async () => {
    const api = fakeAwsApi([imagebuilder], () => {
      throw fault('ResourceNotFoundException', 'not set up', 'RESOURCE_NOT_FOUND');
    });
    await expect(scan(api, list)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  });
});

function idsOf({ ImageIds }: WireStructure): readonly string[] {
  return Array.isArray(ImageIds) ? ImageIds.map(String) : [];
}
