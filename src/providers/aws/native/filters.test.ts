import { describe, expect, it } from 'vitest';
import type { NativeFilter, PathFilter } from '../../../catalog/resource-description.ts';
import type { ScanFilter } from '../../provider.ts';
import { ec2, imagebuilder } from '../testing/models.ts';
import { type FilterTarget, filterInput } from './filters.ts';

function target(
  model: FilterTarget['model'],
  operation: string,
  filters: Record<string, NativeFilter>,
  pathFilters: readonly PathFilter[] = [],
): FilterTarget {
  return { model, input: model.shapes[`${operation}Request`] ?? { type: 'structure' }, filters, pathFilters };
}

const describeImages = target(
  ec2,
  'DescribeImages',
  {
    name: { style: 'ec2', name: 'name', wildcard: true },
    architecture: { style: 'ec2', name: 'architecture' },
    tags: { style: 'ec2', name: 'tag:', wildcard: true },
    owner_id: { style: 'member', name: 'Owners' },
    include_deprecated: { style: 'member', name: 'IncludeDeprecated' },
    title: { style: 'member', name: 'NameContains' },
    creation_date: { style: 'member', name: 'CreatedAfter' },
  },
  [
    { column: 'owner_id', operators: ['equals'], maxValues: 10 },
    { column: 'title', operators: ['equals', 'prefix', 'contains'], maxValues: 1 },
  ],
);

const listImages = target(imagebuilder, 'ListImages', {
  name: { style: 'imagebuilder', name: 'name' },
  owner: { style: 'member', name: 'owner' },
});

const equals = (column: string, ...values: ScanFilter['values']): ScanFilter => ({
  column,
  operator: 'equals',
  values,
});

describe('filterInput', () => {
  it('says EC2 filters, values OR-ed, filters AND-ed', () => {
    expect(
      filterInput(describeImages, [
        equals('architecture', 'arm64', 'x86_64'),
        { column: 'name', operator: 'wildcard', values: ['al2023-_%'] },
      ]),
    ).toEqual({
      Filters: [
        { Name: 'architecture', Values: ['arm64', 'x86_64'] },
        { Name: 'name', Values: ['al2023-?*'] },
      ],
    });
  });

  it('says a tag by its key', () => {
    expect(filterInput(describeImages, [{ ...equals('tags', 'prod'), key: 'env' }])).toEqual({
      Filters: [{ Name: 'tag:env', Values: ['prod'] }],
    });
    expect(filterInput(describeImages, [equals('tags', 'prod')])).toEqual({});
  });

  it('says Image Builder filters by its own member names', () => {
    expect(filterInput(listImages, [equals('name', 'web')])).toEqual({ filters: [{ name: 'name', values: ['web'] }] });
  });

  it.each<[string, ScanFilter]>([
    ['a prefix where the API knows no wildcards', { column: 'name', operator: 'prefix', values: ['web'] }],
    ['a value that the API would refuse', equals('name', 'büro')],
    ['more values than the API takes', equals('name', ...Array.from({ length: 11 }, (_, index) => `n${index}`))],
    ['a value outside the enum', equals('owner', 'Nobody')],
    ['two values for a member of one', equals('owner', 'Self', 'Amazon')],
    ['a null among the values', equals('name', 'web', null)],
    ['a column that the API cannot filter', equals('state', 'AVAILABLE')],
  ])('leaves out %s', (_, filter) => expect(filterInput(listImages, [filter])).toEqual({}));

  it('leaves out texts of moments, which can be written in many ways', () => {
    const moments = { ...describeImages, timestamps: new Set(['name']) };
    expect(filterInput(moments, [equals('name', '2026-01-01')])).toEqual({});
  });

  it('gives a member the value itself, as its type', () => {
    expect(
      filterInput(describeImages, [equals('owner_id', '111122223333', 'amazon'), equals('include_deprecated', true)]),
    ).toEqual({ Owners: ['111122223333', 'amazon'], IncludeDeprecated: true });
  });

  it('widens a LIKE to the longest text that it must contain', () => {
    const asked: ScanFilter = { column: 'title', operator: 'wildcard', values: ['%web_server%x'] };
    expect(filterInput(describeImages, [asked])).toEqual({ NameContains: 'server' });
    expect(filterInput(describeImages, [{ ...asked, values: ['%_%'] }])).toEqual({});
  });

  it('asks for a wider range than was asked', () => {
    const asked: ScanFilter = { column: 'creation_date', operator: 'range', values: ['2026-01-01T00:00:00Z', null] };
    expect(filterInput(describeImages, [asked])).toEqual({ CreatedAfter: '2025-12-31T23:59:59.000Z' });
    expect(filterInput(describeImages, [{ ...asked, values: [null, '2026-01-01T00:00:00Z'] }])).toEqual({});
  });

  it.each(['AfterCreationTime,BeforeCreationTime', 'ByCreatedAfter,ByCreatedBefore'])(
    'tells the ends of %s apart',
    (name) => {
      const [after = '', before = ''] = name.split(',');
      const { CreatedAfter: moment } = describeImages.input.members ?? {};
      const input = {
        ...describeImages.input,
        members: { [after]: moment, [before]: moment },
      } as FilterTarget['input'];
      const filters: FilterTarget['filters'] = { creation_date: { style: 'member', name } };
      const values = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
      expect(
        filterInput({ ...describeImages, input, filters }, [{ column: 'creation_date', operator: 'range', values }]),
      ).toEqual({ [after]: '2025-12-31T23:59:59.000Z', [before]: '2026-02-01T00:00:01.000Z' });
    },
  );

  it('sends no moment that is older than AWS or further ahead than years have four digits', () => {
    const asked = (...values: ScanFilter['values']): ScanFilter => ({
      column: 'creation_date',
      operator: 'range',
      values,
    });
    for (const end of ['0001-01-01T00:00:00Z', '+012026-01-01T00:00:00.000Z', 'infinity'])
      expect(filterInput(describeImages, [asked(end, null)])).toEqual({});
  });

  it('says a range of moments in wildcards, where texts are compared', () => {
    const native = { style: 'ec2', name: 'creation-date', wildcard: true } as const;
    const moments = target(ec2, 'DescribeImages', { creation_date: native });
    const asked: ScanFilter = {
      column: 'creation_date',
      operator: 'range',
      values: ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
    };
    const expected = { Filters: [{ Name: 'creation-date', Values: ['2026-11*', '2026-12-01T00:00*'] }] };
    expect(filterInput({ ...moments, timestamps: new Set(['creation_date']) }, [asked])).toEqual(expected);
    const exact = target(ec2, 'DescribeImages', { creation_date: { ...native, wildcard: false } });
    expect(filterInput(exact, [asked])).toEqual({});
  });

  it('asks for no more values than a request takes, of all filters together', () => {
    const names = equals('name', ...Array.from({ length: 150 }, (_, index) => `n${index}`));
    const architectures = Array.from({ length: 51 }, (_, index) => `a${index}`);
    const filtered = (...values: readonly string[]) =>
      (
        filterInput(describeImages, [names, equals('architecture', ...values)]).Filters as readonly {
          readonly Name: string;
        }[]
      ).map(({ Name }) => Name);
    expect(filtered(...architectures)).toEqual(['name']);
    expect(filtered(...architectures.slice(1))).toEqual(['name', 'architecture']);
  });

  it('keeps the first of two filters of one name: EC2 would OR or refuse them', () => {
    expect(filterInput(describeImages, [equals('architecture', 'arm64'), equals('architecture', 'i386')])).toEqual({
      Filters: [{ Name: 'architecture', Values: ['arm64'] }],
    });
  });
});
