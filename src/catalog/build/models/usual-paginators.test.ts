import { describe, expect, it } from 'vitest';
import type { DocumentedModel, DocumentedShape } from './documented-model.ts';
import { usualPaginators } from './usual-paginators.ts';

const text: DocumentedShape = { type: 'string' };
const basic: Readonly<Record<string, DocumentedShape>> = {
  Text: text,
  Number: { type: 'integer' },
  Flag: { type: 'boolean' },
  Things: { type: 'list', member: { shape: 'Text' } },
};

/** A model with one operation; members are `name: shape`. */
function modelOf(
  operation: string,
  input: Readonly<Record<string, string>>,
  output: Readonly<Record<string, string>>,
  further: Partial<DocumentedModel> & { readonly required?: readonly string[] } = {},
): DocumentedModel {
  const structure = (members: Readonly<Record<string, string>>): DocumentedShape => ({
    type: 'structure',
    members: Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, { shape }])),
  });
  const { required = [], shapes = {}, ...rest } = further;
  return {
    service: 'things',
    metadata: { apiVersion: '1', endpointPrefix: 'things', protocol: 'json', serviceId: 'Things' },
    operations: {
      [operation]: {
        name: operation,
        http: { method: 'POST', requestUri: '/' },
        input: { shape: 'In' },
        output: { shape: 'Out' },
      },
    },
    shapes: { ...basic, ...shapes, In: { ...structure(input), required }, Out: structure(output) },
    paginators: {},
    ...rest,
  };
}

describe('usualPaginators', () => {
  it.each([
    ['NextToken', 'NextToken'],
    ['nextToken', 'nextToken'],
    ['Marker', 'NextMarker'],
    ['Marker', 'Marker'],
    ['NextMarker', 'NextMarker'],
    ['PageToken', 'NextPageToken'],
    ['pageToken', 'nextPageToken'],
    ['ContinuationToken', 'NextContinuationToken'],
    ['PaginationToken', 'PaginationToken'],
    ['position', 'position'],
    ['ExclusiveStartTableName', 'LastEvaluatedTableName'],
  ])('%s and %s', (input, output) => {
    const model = modelOf(
      'ListThings',
      { [input]: 'Text', MaxResults: 'Number' },
      { [output]: 'Text', Things: 'Things' },
    );
    expect(usualPaginators(model)).toEqual({
      ListThings: { input_token: input, output_token: output, limit_key: 'MaxResults', result_key: 'Things' },
    });
  });

  it('looks into the structure that the page is', () => {
    const list: DocumentedShape = {
      type: 'structure',
      members: { NextMarker: { shape: 'Text' }, IsTruncated: { shape: 'Flag' }, Items: { shape: 'Things' } },
    };
    const model = modelOf('ListThings', { Marker: 'Text' }, { ThingList: 'List' }, { shapes: { List: list } });
    expect(usualPaginators(model).ListThings).toEqual({
      input_token: 'Marker',
      output_token: 'ThingList.NextMarker',
      more_results: 'ThingList.IsTruncated',
      result_key: 'ThingList.Items',
    });
  });

  it('takes several markers together, those of the next page where there are two of a name', () => {
    const model = modelOf(
      'ListThings',
      { KeyMarker: 'Text', NameMarker: 'Text' },
      { KeyMarker: 'Text', NextKeyMarker: 'Text', NameMarker: 'Text', IsTruncated: 'Flag' },
    );
    expect(usualPaginators(model).ListThings).toEqual({
      input_token: ['KeyMarker', 'NameMarker'],
      output_token: ['NextKeyMarker', 'NameMarker'],
      more_results: 'IsTruncated',
    });
  });

  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, object]>([
    [
      'events, from the first to where the token comes back',
      { nextToken: 'Text', startFromHead: 'Flag' },
      { nextForwardToken: 'Text', nextBackwardToken: 'Text', Things: 'Things' },
      {
        input_token: 'nextToken',
        output_token: 'nextForwardToken',
        same_token_ends: true,
        start_input: { startFromHead: true },
        result_key: 'Things',
      },
    ],
    [
      'a shard, until nothing is left behind',
      { ShardIterator: 'Text' },
      { NextShardIterator: 'Text', MillisBehindLatest: 'Number', Records: 'Things' },
      {
        input_token: 'ShardIterator',
        output_token: 'NextShardIterator',
        more_results: 'MillisBehindLatest',
        result_key: 'Records',
      },
    ],
    [
      'a shard that does not say how much is left, until a page is empty',
      { shardIterator: 'Text' },
      { nextShardIterator: 'Text', changeRecords: 'Things' },
      {
        input_token: 'shardIterator',
        output_token: 'nextShardIterator',
        more_results: 'changeRecords',
        result_key: 'changeRecords',
      },
    ],
    [
      'names after the last one',
      { ExclusiveStartName: 'Text' },
      { Names: 'Things', HasMoreNames: 'Flag' },
      {
        input_token: 'ExclusiveStartName',
        output_token: 'Names[-1]',
        more_results: 'HasMoreNames',
        result_key: 'Names',
      },
    ],
    [
      'tags after the last one',
      { ExclusiveStartTagKey: 'Text' },
      { Tags: 'Tags', HasMoreTags: 'Flag' },
      {
        input_token: 'ExclusiveStartTagKey',
        output_token: 'Tags[-1].Key',
        more_results: 'HasMoreTags',
        result_key: 'Tags',
      },
    ],
    [
      'names and places of the next page',
      { StartCode: 'Text', DNSName: 'Text' },
      { NextCode: 'Text', NextDNSName: 'Text', IsTruncated: 'Flag' },
      {
        input_token: ['StartCode', 'DNSName'],
        output_token: ['NextCode', 'NextDNSName'],
        more_results: 'IsTruncated',
      },
    ],
    ['a token that cannot be asked by', {}, { nextToken: 'Text' }, { input_token: [], output_token: 'nextToken' }],
  ])('%s', (_, input, output, paginator) => {
    const shapes: DocumentedModel['shapes'] = {
      Tag: { type: 'structure', members: { Value: { shape: 'Text' }, Key: { shape: 'Text' } } },
      Tags: { type: 'list', member: { shape: 'Tag' } },
    };
    expect(usualPaginators(modelOf('ListThings', input, output, { shapes })).ListThings).toEqual(paginator);
  });

  it.each<[string, DocumentedModel]>([
    ['an operation that changes something', modelOf('UpdateThings', { NextToken: 'Text' }, { NextToken: 'Text' })],
    [
      'a token that is asked for and not given back',
      modelOf('ListThings', { NextToken: 'Text' }, { Things: 'Things' }),
    ],
    ['another kind of token', modelOf('GetThing', { ChangeToken: 'Text' }, { ChangeToken: 'Text' })],
    [
      'a token that every call needs',
      modelOf('GetThings', { NextToken: 'Text' }, { NextToken: 'Text' }, { required: ['NextToken'] }),
    ],
    [
      'what botocore knows',
      modelOf(
        'ListThings',
        { NextToken: 'Text' },
        { NextToken: 'Text' },
        {
          paginators: { ListThings: { input_token: 'a', output_token: 'b' } },
        },
      ),
    ],
  ])('leaves alone %s', (_, model) => {
    expect(usualPaginators(model)).toEqual({});
  });
});
