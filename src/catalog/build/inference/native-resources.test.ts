import { describe, expect, it } from 'vitest';
import type { DocumentedModel, DocumentedShape } from '../models/documented-model.ts';
import { nativePath } from '../native/access-paths.ts';
import { operationWords, resourceIndex } from '../native/operation-words.ts';
import { inferNative, type NativeInference } from './native-resources.ts';
import { readOperation } from './read-operation.ts';

type Members = Readonly<Record<string, string>>;
interface Operation {
  readonly in?: Members;
  readonly out?: Members;
}

const scalars: Readonly<Record<string, DocumentedShape>> = {
  String: { type: 'string' },
  Integer: { type: 'integer' },
  Boolean: { type: 'boolean' },
  Timestamp: { type: 'timestamp' },
  Strings: { type: 'list', member: { shape: 'String' } },
  Tag: { type: 'structure', members: { Key: { shape: 'String' }, Value: { shape: 'String' } } },
  TagList: { type: 'list', member: { shape: 'Tag' } },
  TagMap: { type: 'map', key: { shape: 'String' }, value: { shape: 'String' } },
  Document: { type: 'structure', members: {} },
};

function structure(members: Members): DocumentedShape {
  const names = Object.keys(members);
  return {
    type: 'structure',
    required: names.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1)),
    members: Object.fromEntries(names.map((name) => [name.replace('!', ''), { shape: members[name] ?? '' }])),
  };
}

/** A service in a few words: members with `!` are required, `List<X>` is a list of the structure X. */
function service(
  operations: Readonly<Record<string, Operation>>,
  structures: Readonly<Record<string, Members>> = {},
): DocumentedModel {
  const shapes: Record<string, DocumentedShape> = { ...scalars };
  for (const [name, members] of Object.entries(structures)) {
    shapes[name] = structure(members);
    shapes[`${name}List`] = { type: 'list', member: { shape: name } };
  }
  for (const [name, { in: input = {}, out = {} }] of Object.entries(operations)) {
    shapes[`${name}Request`] = structure(input);
    shapes[`${name}Response`] = structure(out);
  }
  return {
    service: 'shop',
    metadata: { apiVersion: '1', endpointPrefix: 'shop', protocol: 'json', serviceId: 'Shop' },
    operations: Object.fromEntries(
      Object.keys(operations).map((name) => [
        name,
        {
          name,
          http: { method: 'POST', requestUri: '/' },
          input: { shape: `${name}Request` },
          output: { shape: `${name}Response` },
        },
      ]),
    ),
    shapes,
    paginators: {},
  };
}

const overlay = { resources: {}, methodNames: 'snake-case', pageSize: 100, notFound: [] } as const;

function infer(
  model: DocumentedModel,
  types: readonly string[] = [],
  reading: readonly string[] = [],
): NativeInference {
  const operations = Object.keys(model.operations).filter((name) => !reading.includes(name));
  const index = resourceIndex(types);
  const owners = new Map(
    operations.flatMap((name) => {
      const owner = index.find(operationWords(name).noun);
      return owner === undefined ? [] : [[name, owner] as const];
    }),
  );
  const found = inferNative({
    model,
    overlay,
    taken: new Set(types),
    operations,
    owners,
    reading,
    read: (name) => readOperation(model, name),
  });
  expect(Object.keys(found.operations).sort()).toEqual(operations.toSorted());
  // The builder throws at a path whose members are not there.
  for (const resource of Object.values(found.resources))
    for (const path of resource.paths ?? []) nativePath(model, overlay, resource, path);
  return found;
}

const finding = { FindingId: 'String', Title: 'String', Tags: 'TagList' };

describe('inferNative', () => {
  it('reads what has methods alone by the operation of its noun that reads a type of another name', () => {
    const model = service(
      {
        DescribeAddresses: { in: {}, out: { Addresses: 'AddressList' } },
        DescribePlaces: { in: {}, out: { Places: 'AddressList' } },
        AllocateAddress: { in: {}, out: { AllocationId: 'String' } },
        AttachThing: { in: { 'AllocationId!': 'String' } },
      },
      { Address: { AllocationId: 'String', PublicIp: 'String' } },
    );
    const { resources, operations } = infer(model, ['eips'], ['DescribeAddresses', 'DescribePlaces']);
    expect(operations).toEqual({ AllocateAddress: 'addresses', AttachThing: 'things' });
    expect(resources.addresses?.paths).toMatchObject([{ operation: 'DescribeAddresses', result: 'Addresses' }]);
    expect(resources.things?.paths).toEqual([]);
  });

  it('makes a resource of a list and the get of its rows', () => {
    const model = service(
      {
        ListFindings: {
          in: { Status: 'String', nextToken: 'String' },
          out: { Findings: 'FindingList', nextToken: 'String' },
        },
        GetFinding: { in: { 'FindingId!': 'String' }, out: { Finding: 'Finding' } },
        CreateFinding: { in: { 'Title!': 'String' }, out: { FindingId: 'String' } },
        UpdateFinding: { in: { 'FindingId!': 'String', Title: 'String' } },
        DeleteFinding: { in: { 'FindingId!': 'String' } },
        ArchiveFinding: { in: { 'FindingId!': 'String' } },
      },
      { Finding: finding },
    );
    const { resources, operations } = infer(model);
    expect(new Set(Object.values(operations))).toEqual(new Set(['findings']));
    expect(resources.findings).toMatchObject({
      identifier: ['finding_id'],
      columnTypes: { tags: 'object' },
      methods: {
        list_findings: 'SELECT',
        get_finding: 'SELECT',
        create_finding: 'INSERT',
        update_finding: 'UPDATE',
        delete_finding: 'DELETE',
      },
      identifierInputs: {
        UpdateFinding: { finding_id: 'FindingId' },
        DeleteFinding: { finding_id: 'FindingId' },
      },
    });
    expect(resources.findings?.paths).toEqual([
      {
        operation: 'ListFindings',
        kind: 'list',
        result: 'Findings',
        parameters: [{ name: 'Status', input: 'Status', required: false }],
      },
      {
        operation: 'GetFinding',
        kind: 'get',
        result: 'Finding',
        omit: ['FindingId'],
        further: { finding_id: '$input.FindingId' },
        parameters: [{ name: 'FindingId', input: 'FindingId', columns: [['finding_id']], required: true }],
      },
    ]);
  });

  it('asks for many by the ids that the list takes', () => {
    const model = service(
      { DescribeZones: { in: { ZoneIds: 'Strings' }, out: { Zones: 'ZoneList' } } },
      { Zone: { ZoneId: 'String', State: 'String' } },
    );
    const { zones } = infer(model).resources;
    expect(zones?.identifier).toEqual(['zone_id']);
    expect(zones?.paths?.map(({ kind, parameters }) => [kind, parameters?.[0]?.batch])).toEqual([
      ['list', 100],
      ['get', 100],
    ]);
  });

  it('repeats what a list was asked for, and tells it from what the row has by that name', () => {
    const model = service(
      { ListMembers: { in: { 'GroupId!': 'String', 'Name!': 'String' }, out: { Members: 'MemberList' } } },
      { Member: { MemberId: 'String', GroupId: 'String', Name: 'String', Region: 'String' } },
    );
    const { members } = infer(model).resources;
    expect(members?.paths?.[0]).toMatchObject({
      rename: { Region: 'native_region' },
      omit: ['GroupId'],
      further: { group_id: 'GroupId ?? $input.GroupId', input_name: '$input.Name' },
    });
    expect(members?.identifier).toEqual(['group_id', 'input_name', 'member_id']);
  });

  it('has no identifier where nothing says that it is one', () => {
    const model = service(
      {
        ListMetrics: { out: { Metrics: 'MetricList' } },
        GetUsageStatistics: { out: { Results: 'UsageList' } },
      },
      { Metric: { MetricName: 'String', Namespace: 'String' }, Usage: { Id: 'String', Count: 'Integer' } },
    );
    const { metrics, usage_statistics: usage } = infer(model).resources;
    expect([metrics?.identifier, usage?.identifier]).toEqual([undefined, undefined]);
  });

  it('tells apart what a list and a get mean by one name', () => {
    const model = service(
      {
        ListJobs: { out: { Jobs: 'JobSummaryList' } },
        GetJob: { in: { 'JobId!': 'String' }, out: { Job: 'Job' } },
      },
      { JobSummary: { JobId: 'String', Status: 'String' }, Job: { JobId: 'String', Status: 'Tag' } },
    );
    expect(infer(model).resources.jobs?.paths?.[1]).toMatchObject({ rename: { Status: 'status_details' } });
  });

  it('reads lists of texts and of documents', () => {
    const model = service(
      { ListTables: { out: { TableNames: 'Strings' } }, ListRecords: { out: { Records: 'DocumentList' } } },
      {},
    );
    const whole = {
      ...model,
      shapes: { ...model.shapes, DocumentList: { type: 'list', member: { shape: 'Document' } } },
    } as const;
    const { tables, records } = infer(whole).resources;
    expect(tables).toMatchObject({ identifier: ['table_name'], paths: [{ further: { table_name: '$row' } }] });
    expect(records).toMatchObject({ paths: [{ further: { record: '$row' } }] });
  });

  it('leaves to a type what is of it, and makes tables of what only starts like it', () => {
    const model = service(
      {
        DescribeInstances: { in: { 'Strange!': 'Tag' }, out: { Instances: 'InstanceList' } },
        DescribeInstanceTypes: { out: { InstanceTypes: 'InstanceTypeList' } },
        DescribeInstanceAttribute: { in: { 'InstanceId!': 'String' }, out: { Attribute: 'String' } },
        RebootInstance: { in: { 'InstanceId!': 'String' } },
        ModifyInstanceType: { in: { 'InstanceType!': 'String' } },
        GetAccountSettings: { out: { Setting: 'String' } },
      },
      { Instance: { InstanceId: 'String' }, InstanceType: { InstanceType: 'String' } },
    );
    const { operations, resources } = infer(model, ['instances']);
    expect(operations).toEqual({
      DescribeInstances: 'instances',
      DescribeInstanceTypes: 'instance_types',
      DescribeInstanceAttribute: 'instances',
      RebootInstance: 'instances',
      ModifyInstanceType: 'instance_types',
      GetAccountSettings: 'account_settings',
    });
    expect(Object.keys(resources).sort()).toEqual(['account_settings', 'instance_types']);
  });

  it('gives operations that read nothing a resource with methods alone', () => {
    const model = service({
      InvokeModel: { in: { 'modelId!': 'String' }, out: { body: 'String' } },
      InvokeModelWithResponseStream: { in: { 'modelId!': 'String' } },
      Converse: { in: { 'modelId!': 'String' } },
      ConverseStream: { in: { 'modelId!': 'String' } },
      CheckIfPhoneNumberIsOptedOut: { in: { 'phoneNumber!': 'String' } },
    });
    const { operations, resources } = infer(model);
    expect(operations).toMatchObject({
      InvokeModel: 'models',
      InvokeModelWithResponseStream: 'models',
      Converse: 'models',
      ConverseStream: 'models',
    });
    expect(resources.models).toEqual({ title: 'models', description: 'The models of Shop.', paths: [] });
  });

  it('makes a table of the tags of a service, be they a map or a list', () => {
    const tagging = (tags: 'TagMap' | 'TagList') =>
      service({
        TagResource: { in: { 'ResourceArn!': 'String', 'Tags!': tags } },
        UntagResource: { in: { 'ResourceArn!': 'String', 'TagKeys!': 'Strings' } },
        ListTagsForResource: { in: { 'ResourceArn!': 'String' }, out: { Tags: tags } },
      });
    const common = {
      identifier: ['resource_arn', 'key'],
      methods: { list_tags_for_resource: 'SELECT', tag_resource: 'INSERT', untag_resource: 'DELETE' },
      identifierInputs: { UntagResource: { resource_arn: 'ResourceArn', key: 'TagKeys' } },
    };
    expect(infer(tagging('TagMap')).resources.tags).toMatchObject({
      ...common,
      paths: [{ result: 'Tags.*', further: { key: '$key', value: '$row', resource_arn: '$input.ResourceArn' } }],
    });
    expect(infer(tagging('TagList')).resources.tags).toMatchObject({
      ...common,
      paths: [{ result: 'Tags', rename: { Key: 'key', Value: 'value' } }],
    });
    expect(Object.keys(infer(tagging('TagMap'), ['tags']).resources)).toEqual(['resource_tags']);
  });

  it('is the same whatever the order of the operations', () => {
    const operations = {
      ListJobs: { out: { Jobs: 'JobList' } },
      SearchJobs: { out: { Jobs: 'JobList' } },
      GetJob: { in: { 'JobId!': 'String' }, out: { Job: 'Job' } },
      DescribeJob: { in: { 'JobId!': 'String' }, out: { Job: 'Job' } },
      DeleteJob: { in: { 'JobId!': 'String' } },
    };
    const structures = { Job: { JobId: 'String' } };
    const turned = Object.fromEntries(Object.entries(operations).reverse());
    expect(infer(service(turned, structures))).toEqual(infer(service(operations, structures)));
  });
});
