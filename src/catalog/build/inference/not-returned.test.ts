import { expect, it } from 'vitest';
import type { DocumentedShape } from '../models/documented-model.ts';
import { notReturned } from './not-returned.ts';

const row: DocumentedShape = {
  type: 'structure',
  members: {
    Name: { shape: 'S' },
    Tags: { shape: 'S' },
    RoleLastUsed: { shape: 'S' },
    Description: {
      shape: 'S',
      documentation:
        '<p>A description.</p> <p>It is included in the response to the GetThing operation. It is not included in the response to the ListThings operation. </p>',
    },
  },
};

it('reads the list of what is left out', () => {
  const text =
    '<p>Lists.</p> <note> <p>This operation does not return the following attributes, even though they are an attribute of the returned object:</p> <ul> <li> <p>RoleLastUsed</p> </li> <li> <p>Tags</p> </li> </ul> <p>See Name.</p></note>';
  expect(notReturned('DescribeThings', text, row)).toEqual(['Tags', 'RoleLastUsed']);
});

it('reads a sentence about one', () => {
  const text = '<p>For example, this operation does not return tags, even though they are an attribute of it.</p>';
  expect(notReturned('DescribeThings', text, row)).toEqual(['Tags']);
});

it('reads what only another operation has', () => {
  const text =
    '<p>The operation returns a subset of the <a>Thing</a> fields. To get the additional fields (RoleLastUsed, Tags) for a thing, use <a>GetThing</a>.</p>';
  expect(notReturned('DescribeThings', text, row)).toEqual(['Tags', 'RoleLastUsed']);
});

it('reads what a member says of the operation', () => {
  expect(notReturned('ListThings', '', row)).toEqual(['Description']);
  expect(notReturned('GetThing', '', row)).toEqual([]);
});

it('leaves other sentences alone', () => {
  expect(notReturned('DescribeThings', '<p>It does not return things without Tags.</p>', row)).toEqual([]);
});
