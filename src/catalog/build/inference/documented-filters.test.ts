import { expect, it } from 'vitest';
import { documentedFilters, type FilterColumn } from './documented-filters.ts';

const documentation = `<p>The filters.</p> <ul>
  <li> <p> <code>vpc-id</code> - The ID of the VPC.</p> </li>
  <li> <p> <code>is-default</code> - Whether it is the default.</p> </li>
  <li> <p> <code>platform</code> - The platform. The only supported value is <code>windows</code>.</p> </li>
  <li> <p> <code>attachment.status</code> - The attachment status.</p> </li>
  <li> <p> <code>tag:&lt;key&gt;</code> - The key/value combination.</p> </li>
  <li> <p> <code>launch-time</code> - The time, in the ISO 8601 format in the UTC time zone (YYYY-MM-DDThh:mm:ss.sssZ), for example,
    <code>2021-09-29T11:04:43.305Z</code>. You can use a wildcard (<code>*</code>), for example, <code>2021-09-29T*</code>.</p> </li>
  <li> <p> <code>start-time</code> - The time stamp when the snapshot was initiated.</p> </li>
  <li> <p> <code>tag-key</code> - The key of a tag.</p> </li></ul>`;
const columns: readonly FilterColumn[] = [
  { column: 'id', name: 'vpc-id', type: 'string' },
  { column: 'is_default', name: 'is-default', type: 'boolean' },
  { column: 'platform', name: 'platform', type: 'string' },
  { column: 'tags', name: 'tags', type: 'string' },
  { column: 'state', name: 'state', type: 'string' },
  { column: 'launch_time', name: 'launch-time', type: 'timestamp' },
  { column: 'start_time', name: 'start-time', type: 'timestamp' },
];

it('takes the filters that are a column of one value: for equality, or for moments in ranges', () => {
  expect(documentedFilters(documentation, columns)).toEqual([
    { column: 'id', name: 'vpc-id', wildcard: true, operators: ['equals'], maxValues: 200 },
    { column: 'is_default', name: 'is-default', operators: ['equals'], maxValues: 200 },
    { column: 'tags', name: 'tag:', wildcard: true, key: 'any', operators: ['equals'], maxValues: 200 },
    { column: 'launch_time', name: 'launch-time', wildcard: true, operators: ['range'], maxValues: 200 },
  ]);
});

it('takes none of columns that are not there', () => {
  expect(documentedFilters(documentation, [])).toEqual([]);
});
