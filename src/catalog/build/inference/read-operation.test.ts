import { describe, expect, it } from 'vitest';
import { isOfMany, readOperation } from './read-operation.ts';
import { listOf, modelOf, structure } from './testing/small-model.ts';

const model = modelOf(
  {
    Str: { type: 'string' },
    Int: { type: 'integer', max: 50 },
    StrList: { type: 'list', member: { shape: 'Str' }, max: 10 },
    Thing: structure('Id:Str Tags:TagList'),
    Things: listOf('Thing'),
    Tag: structure('Key:Str Value:Str'),
    TagList: listOf('Tag'),
    Group: structure('Id:Str Things:Things'),
    Groups: listOf('Group'),
    Page: structure('Marker:Str Items:Things Quantity:Int'),
    ListInput: structure('Parent:Str! NextToken:Str MaxResults:Int Ids:StrList DryRun:Str'),
    Wrapped: structure('ThingList:Page'),
    Nested: structure('Groups:Groups NextToken:Str'),
    Names: structure('ThingNames:StrList NextToken:Str'),
    Both: structure('ThingNames:StrList ThingSummaries:Things NextToken:Str'),
    One: structure('Thing:Thing RequestId:Str'),
    Flat: structure('Id:Str Name:Str Tags:TagList'),
    Failures: structure('things:Things failures:Things'),
    Two: structure('Alphas:TagList Betas:TagList'),
    Empty: structure('RequestId:Str'),
    NoSuchThing: { type: 'structure', error: { code: 'NoSuchThingFault' } },
  },
  {
    ListThings: { input: 'ListInput', output: 'Wrapped', errors: ['NoSuchThing'] },
    DescribeThings: { output: 'Nested' },
    ListThingNames: { output: 'Names' },
    ListThing: { output: 'Names' },
    SearchThings: { output: 'Both' },
    GetThing: { output: 'One' },
    DescribeThing: { output: 'Flat' },
    BatchGetThings: { output: 'Failures' },
    ListOddments: { output: 'Two' },
    GetNothing: { output: 'Empty' },
    CreateThing: { output: 'One' },
  },
);

describe('readOperation', () => {
  it.each([
    ['ListThings', 'ThingList.Items', 'structures', 'many'],
    ['DescribeThings', 'Groups.Things', 'structures', 'many'],
    ['ListThingNames', 'ThingNames', 'scalars', 'many'],
    ['SearchThings', 'ThingSummaries', 'structures', 'many'],
    ['GetThing', 'Thing', 'structures', 'one'],
    ['DescribeThing', '', 'structures', 'one'],
    ['BatchGetThings', 'things', 'structures', 'many'],
  ])('%s: %s, %s, %s', (name, result, rows, yields) => {
    expect(readOperation(model, name)).toMatchObject({ result, rows, yields });
  });

  it('takes the list that the paginator pages', () => {
    const paginators = { ListOddments: { input_token: 'a', output_token: 'b', result_key: 'Betas' } };
    expect(readOperation(model, 'ListOddments')?.result).toBe('Alphas');
    expect(readOperation({ ...model, paginators }, 'ListOddments')?.result).toBe('Betas');
  });

  it('leaves paging out of the inputs', () => {
    const found = readOperation(model, 'ListThings');
    expect(found?.inputs.map(({ name, required, takes, max }) => ({ name, required, takes, max }))).toEqual([
      { name: 'Parent', required: true, takes: 'one', max: undefined },
      { name: 'Ids', required: false, takes: 'many', max: 10 },
    ]);
    expect(found).toMatchObject({ pages: true, pageSize: 50 });
  });

  it('gives error codes as they are on the wire', () => {
    expect(readOperation(model, 'ListThings')?.errors).toEqual(['NoSuchThingFault', 'NoSuchThing']);
  });

  it('knows nothing of operations that do not read, or have nothing to read', () => {
    expect(readOperation(model, 'CreateThing')).toBeUndefined();
    expect(readOperation(model, 'GetNothing')).toBeUndefined();
    expect(readOperation(model, 'ListElsewhere')).toBeUndefined();
  });
});

it('tells operations of many by their names', () => {
  expect(isOfMany({ verb: 'BatchGet', noun: 'Collection' })).toBe(true);
  expect(isOfMany({ verb: 'Get', noun: 'Role' })).toBe(false);
});
