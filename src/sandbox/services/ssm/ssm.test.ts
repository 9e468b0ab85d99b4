import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf } from '../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { type ImageRecord, imagesTable } from '../ec2/images/image-record.ts';
import { parameterValue, putParameter } from './parameters/parameter-store.ts';
import { ssm } from './ssm.ts';

const { account } = benchPlace;

function put(bench: ServiceBench, Name: string, Value = 'x', more: WireStructure = {}): WireStructure {
  return bench.call('PutParameter', { Name, Value, Type: 'String', ...more });
}

function withParameters(...names: readonly string[]): ServiceBench {
  const bench = createServiceBench(ssm);
  for (const name of names) put(bench, name);
  return bench;
}

const namesIn = (answer: WireStructure) => structuresOf(answer.Parameters).map(({ Name }) => Name);

describe('PutParameter', () => {
  it('makes versions, of which each can be had by its number or its label', () => {
    const bench = createServiceBench(ssm);
    expect(put(bench, '/app/ami', 'one', { Description: 'D' })).toEqual({ Version: 1, Tier: 'Standard' });
    expect(put(bench, '/app/ami', 'two', { Overwrite: true })).toEqual({ Version: 2, Tier: 'Standard' });
    bench.call('LabelParameterVersion', { Name: '/app/ami', ParameterVersion: 1, Labels: ['stable'] });
    const value = (Name: string) => (bench.call('GetParameter', { Name }).Parameter as WireStructure).Value;
    expect(
      ['/app/ami', '/app/ami:1', '/app/ami:stable', `arn:aws:ssm:us-east-1:${account}:parameter/app/ami:2`].map(value),
    ).toEqual(['two', 'one', 'one', 'two']);
    expect(bench.call('GetParameter', { Name: '/app/ami:1' }).Parameter).toEqual({
      Name: '/app/ami',
      Type: 'String',
      Value: 'one',
      Version: 1,
      Selector: ':1',
      LastModifiedDate: '2026-11-21T12:00:00.000Z',
      ARN: `arn:aws:ssm:us-east-1:${account}:parameter/app/ami`,
      DataType: 'text',
    });
    expect(bench.call('GetParameterHistory', { Name: '/app/ami' }).Parameters).toMatchObject([
      { Version: 1, Description: 'D', Labels: ['stable'] },
      { Version: 2, Description: 'D', Labels: [] },
    ]);
    expect(() => value('/app/ami:9')).toThrow('could not find version 9 of /app/ami');
    expect(() => value('/app/ami:blue')).toThrow('label blue');
  });

  it('keeps a hundred versions, and a labelled one against the next', () => {
    const bench = withParameters('p');
    for (let version = 2; version <= 101; version += 1) put(bench, 'p', String(version), { Overwrite: true });
    const history = bench.call('GetParameterHistory', { Name: 'p', MaxResults: 50 });
    expect(structuresOf(history.Parameters)[0]).toMatchObject({ Version: 2 });
    const next = bench.call('GetParameterHistory', { Name: 'p', MaxResults: 50, NextToken: history.NextToken });
    expect([structuresOf(next.Parameters).length, next.NextToken]).toEqual([50, undefined]);
    bench.call('LabelParameterVersion', { Name: 'p', ParameterVersion: 2, Labels: ['keep'] });
    expect(() => put(bench, 'p', 'more', { Overwrite: true })).toThrow(
      "Version 2, the oldest version, can't be deleted",
    );
  });

  it.each<[string, WireStructure, string]>([
    ['ParameterAlreadyExists', { Name: 'there' }, 'The parameter already exists.'],
    [
      'AccessDeniedException',
      { Name: '/aws/service/mine' },
      'No access to reserved parameter name: /aws/service/mine.',
    ],
    ['ValidationException', { Name: 'awsome' }, 'can\'t be prefixed with "aws" or "ssm"'],
    ['ValidationException', { Name: '/ssm/x' }, 'can\'t be prefixed with "ssm"'],
    ['ValidationException', { Name: 'a/b' }, 'fully qualified'],
    ['ValidationException', { Name: '/a b' }, '3 symbols'],
    ['HierarchyLevelLimitExceededException', { Name: '/a'.repeat(16) }, 'maximum of 15 levels'],
    ['ValidationException', { Name: 'n', Type: undefined }, 'A parameter type is required'],
    ['ValidationException', { Name: 'n', Value: '' }, 'greater than or equal to 1'],
    ['ValidationException', { Name: 'n', Value: 'x'.repeat(4_097) }, '4096 characters'],
    ['ValidationException', { Name: 'n', Value: 'x'.repeat(8_193), Tier: 'Advanced' }, '8192 characters'],
    ['ValidationException', { Name: 'n', Policies: '[{"Type":"NoChangeNotification"}]' }, 'advanced-parameter tier'],
    ['InvalidPolicyTypeException', { Name: 'n', Tier: 'Advanced', Policies: '[{"Type":"Other"}]' }, "isn't supported"],
    ['ValidationException', { Name: 'n', Policies: '{' }, 'JSON list'],
    ['ValidationException', { Name: 'n', DataType: 'number' }, 'data type is not supported: number'],
    ['ValidationException', { Name: 'n', DataType: 'aws:ec2:image', Value: 'image' }, 'not a valid AMI id'],
    ['ValidationException', { Name: 'n', KeyId: 'k' }, 'KeyId is required for SecureString'],
    ['InvalidAllowedPatternException', { Name: 'n', AllowedPattern: '(' }, 'regular expression'],
    ['ParameterPatternMismatchException', { Name: 'n', AllowedPattern: '\\d+' }, 'allowedPattern: \\d+'],
    [
      'HierarchyTypeMismatchException',
      { Name: 'there', Type: 'StringList', Overwrite: true },
      'changing a parameter type',
    ],
    ['ValidationException', { Name: 'there', Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }, 'tags and overwrite'],
  ])('answers %s to %j', (code, input, message) => {
    const bench = withParameters('there');
    const act = () => bench.call('PutParameter', { Value: 'x', Type: 'String', ...input });
    expect(act).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });

  it('chooses the tier of intelligent tiering, and never takes an advanced one back', () => {
    const bench = createServiceBench(ssm);
    const tier = (Value: string, more: WireStructure = {}) =>
      put(bench, 't', Value, { Overwrite: true, Tier: 'Intelligent-Tiering', ...more }).Tier;
    expect([tier('x'), tier('x'.repeat(5_000)), tier('x')]).toEqual(['Standard', 'Advanced', 'Advanced']);
    expect(() => tier('x', { Tier: 'Standard' })).toThrow("can't downgrade");
  });

  it('stores an image only where EC2 has it', () => {
    const bench = createServiceBench(ssm);
    const ImageId = 'ami-0123456789abcdef0';
    const asImage = { DataType: 'aws:ec2:image' };
    expect(put(bench, '/ami', ImageId, asImage)).toMatchObject({ Version: 1 });
    expect(() => bench.call('GetParameter', { Name: '/ami' })).toThrow();
    const image = { image: { ImageId, Name: 'n', OwnerId: account, State: 'available' }, launchPermissions: [] };
    bench.state.table<ImageRecord>(benchPlace, imagesTable).set(ImageId, image as unknown as ImageRecord);
    put(bench, '/ami', ImageId, asImage);
    expect(bench.call('GetParameter', { Name: '/ami' }).Parameter).toMatchObject({ DataType: 'aws:ec2:image' });
  });

  it('deletes a parameter when its expiration comes', () => {
    const bench = createServiceBench(ssm);
    const Policies = '[{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"2026-11-21T13:00:00.000Z"}}]';
    put(bench, 'short', 'x', { Tier: 'Advanced', Policies });
    expect(bench.call('DescribeParameters').Parameters).toMatchObject([{ Policies: [{ PolicyType: 'Expiration' }] }]);
    bench.pass(3_600_000);
    expect(bench.call('GetParameters', { Names: ['short'] })).toEqual({ Parameters: [], InvalidParameters: ['short'] });
    expect(put(bench, 'short')).toMatchObject({ Version: 1 });
  });
});

describe('SecureString', () => {
  it('is shown to those who ask for decryption', () => {
    const bench = createServiceBench(ssm);
    put(bench, 'secret', 'hush', { Type: 'SecureString' });
    const value = (WithDecryption?: boolean) =>
      (bench.call('GetParameter', { Name: 'secret', WithDecryption }).Parameter as WireStructure).Value;
    expect(value(true)).toBe('hush');
    expect(value()).toMatch(/^AQICAH/);
    expect(bench.call('DescribeParameters').Parameters).toMatchObject([{ KeyId: 'alias/aws/ssm' }]);
  });
});

describe('lists of parameters', () => {
  it('goes by path, one level or all, page by page', () => {
    const bench = withParameters('/a/1', '/a/2', '/a/b/3', '/ab', 'a');
    const byPath = (Path: string, more: WireStructure = {}) => bench.call('GetParametersByPath', { Path, ...more });
    expect(namesIn(byPath('/a'))).toEqual(['/a/1', '/a/2']);
    expect(namesIn(byPath('/a/', { Recursive: true }))).toEqual(['/a/1', '/a/2', '/a/b/3']);
    expect(namesIn(byPath('/', { Recursive: true })).length).toBe(5);
    const first = byPath('/a', { Recursive: true, MaxResults: 2 });
    const second = byPath('/a', { Recursive: true, MaxResults: 2, NextToken: first.NextToken });
    expect([namesIn(first), namesIn(second), second.NextToken]).toEqual([['/a/1', '/a/2'], ['/a/b/3'], undefined]);
    expect(() => byPath('/b', { NextToken: first.NextToken })).toThrow('token is not valid');
    expect(() => byPath('a')).toThrow('must begin with a forward slash');
  });

  it.each(['a', '//', '/a//b', '/###', '/a b', '/awsome', '/SSM/x'])('refuse the path %s', (path) => {
    const bench = withParameters('/a/1');
    const refusal = expect.objectContaining({
      code: 'ValidationException',
      message: expect.stringContaining("doesn't meet the parameter name requirements"),
    });
    expect(() => bench.call('GetParametersByPath', { Path: path })).toThrow(refusal);
    const ParameterFilters = [{ Key: 'Path', Values: ['/a', path] }];
    expect(() => bench.call('DescribeParameters', { ParameterFilters })).toThrow(refusal);
  });

  it('refuse a path that is deeper than any parameter', () => {
    const bench = createServiceBench(ssm);
    expect(bench.call('GetParametersByPath', { Path: `${'/a'.repeat(15)}/` })).toMatchObject({ Parameters: [] });
    expect(() => bench.call('GetParametersByPath', { Path: '/a'.repeat(16) })).toThrow(
      expect.objectContaining({ code: 'HierarchyLevelLimitExceededException' }),
    );
  });

  it('picks the version that has a label', () => {
    const bench = withParameters('/a/1', '/a/2');
    put(bench, '/a/1', 'new', { Overwrite: true });
    bench.call('LabelParameterVersion', { Name: '/a/1', ParameterVersion: 1, Labels: ['live'] });
    const filter = { ParameterFilters: [{ Key: 'Label', Values: ['live'] }] };
    expect(bench.call('GetParametersByPath', { Path: '/a', ...filter }).Parameters).toMatchObject([
      { Name: '/a/1', Version: 1 },
    ]);
  });

  it('describes by filters, old and new', () => {
    const bench = withParameters('/a/1', '/a/b/2', '/c');
    put(bench, 'list', 'a,b', { Type: 'StringList', Tags: [{ Key: 'team', Value: 'data' }] });
    const found = (input: WireStructure) => namesIn(bench.call('DescribeParameters', input));
    const filtered = (Key: string, Option: string | undefined, ...Values: string[]) =>
      found({ ParameterFilters: [{ Key, Option, Values }] });
    expect(filtered('Name', 'BeginsWith', '/a')).toEqual(['/a/1', '/a/b/2']);
    expect(filtered('Name', 'Contains', '2', 'is')).toEqual(['/a/b/2', 'list']);
    expect(filtered('Path', undefined, '/a')).toEqual(['/a/1']);
    expect(filtered('Type', 'Equals', 'StringList')).toEqual(['list']);
    expect(filtered('tag:team', undefined, 'data')).toEqual(['list']);
    expect(found({ Filters: [{ Key: 'Name', Values: ['/a'] }] })).toEqual(['/a/1', '/a/b/2']);
    expect(() => filtered('Colour', undefined, 'red')).toThrow('filter key is not valid: Colour');
    expect(() => filtered('Tier', 'BeginsWith', 'S')).toThrow('filter option is not valid: BeginsWith');
  });
});

describe('labels and tags', () => {
  it('moves a label, refuses bad ones and takes them off', () => {
    const bench = withParameters('p');
    put(bench, 'p', 'y', { Overwrite: true });
    const label = (ParameterVersion: number | undefined, ...Labels: string[]) =>
      bench.call('LabelParameterVersion', { Name: 'p', ParameterVersion, Labels });
    expect(label(1, 'live', '1st', 'aws-x')).toEqual({ InvalidLabels: ['1st', 'aws-x'], ParameterVersion: 1 });
    expect(label(undefined, 'live')).toEqual({ InvalidLabels: [], ParameterVersion: 2 });
    expect(bench.call('GetParameterHistory', { Name: 'p' }).Parameters).toMatchObject([
      { Labels: [] },
      { Labels: ['live'] },
    ]);
    const unlabel = bench.call('UnlabelParameterVersion', { Name: 'p', ParameterVersion: 2, Labels: ['live', 'no'] });
    expect(unlabel).toEqual({ RemovedLabels: ['live'], InvalidLabels: ['no'] });
    expect(() => label(1, ...Array.from({ length: 11 }, (_, index) => `l${index}`))).toThrow('maximum 10 labels');
  });

  it('tags parameters', () => {
    const bench = withParameters('p');
    const resource = { ResourceType: 'Parameter', ResourceId: 'p' };
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
    ];
    bench.call('AddTagsToResource', { ...resource, Tags });
    bench.call('RemoveTagsFromResource', { ...resource, TagKeys: ['a'] });
    expect(bench.call('ListTagsForResource', resource)).toEqual({ TagList: [{ Key: 'b', Value: '2' }] });
    expect(() => bench.call('ListTagsForResource', { ...resource, ResourceId: 'q' })).toThrow(
      expect.objectContaining({ code: 'InvalidResourceId' }),
    );
  });
});

describe('deletion', () => {
  it('tells which there were', () => {
    const bench = withParameters('p', 'q');
    bench.call('DeleteParameter', { Name: 'p' });
    expect(() => bench.call('DeleteParameter', { Name: 'p' })).toThrow(
      expect.objectContaining({ code: 'ParameterNotFound' }),
    );
    expect(bench.call('DeleteParameters', { Names: ['p', 'q'] })).toEqual({
      DeletedParameters: ['q'],
      InvalidParameters: ['p'],
    });
  });
});

describe('public parameters', () => {
  const Name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

  it('name the latest public images of the region, to every account', () => {
    const bench = createServiceBench(ssm);
    const image = bench.call('GetParameter', { Name }).Parameter as WireStructure;
    expect(image).toMatchObject({ DataType: 'aws:ec2:image', ARN: `arn:aws:ssm:us-east-1::parameter${Name}` });
    const owned = bench.state.table<ImageRecord>({ account: '137112412989', region: 'us-east-1' }, imagesTable);
    expect(owned.get(String(image.Value))?.image.Name).toMatch(/^al2023-ami-/);
    expect(parameterValue(Name, bench.context())).toBe(image.Value);
    const listed = namesIn(bench.call('GetParametersByPath', { Path: '/aws/service/ami-amazon-linux-latest' }));
    expect(listed).toContain(Name);
    expect(namesIn(bench.call('DescribeParameters'))).toEqual([]);
  });
});

describe('putParameter', () => {
  it('writes for another service, version after version', () => {
    const bench = createServiceBench(ssm);
    const given = { name: '/golden', value: 'ami-1', dataType: 'aws:ec2:image', now: bench.now() } as const;
    expect(putParameter(bench.state, benchPlace, given)).toBe(1);
    expect(putParameter(bench.state, benchPlace, { ...given, value: 'ami-2' })).toBe(2);
    expect(parameterValue('/golden', bench.context())).toBe('ami-2');
    expect(parameterValue('/golden:1', bench.context())).toBe('ami-1');
  });
});

describe('AWS::SSM::Parameter', () => {
  it('shares its state with Parameter Store', () => {
    const bench = createServiceBench(ssm);
    const context = bench.context();
    const type = ssm.resourceTypes?.['AWS::SSM::Parameter'];
    const properties = { Name: '/app', Type: 'String', Value: 'v', Description: 'D', Tags: { team: 'data' } };
    expect(type?.create(properties, context)).toEqual({ status: 'SUCCESS', identifier: '/app' });
    expect(type?.create(properties, context)).toMatchObject({ status: 'FAILED', errorCode: 'AlreadyExists' });
    expect(type?.read('/app', context)).toEqual({ ...properties, DataType: 'text', Tier: 'Standard' });
    type?.update?.('/app', { ...properties, Value: 'w', Tags: {} }, properties, context);
    expect(bench.call('GetParameter', { Name: '/app' }).Parameter).toMatchObject({ Value: 'w', Version: 2 });
    expect(type?.read('/app', context)).not.toHaveProperty('Tags');
    expect(type?.list({}, context)).toEqual([{ Name: '/app' }]);
    expect(type?.delete('/app', context)).toEqual({ status: 'SUCCESS', identifier: '/app' });
    expect(type?.delete('/app', context)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(type?.read('/app', context)).toBeUndefined();
  });
});
