import { expect, it } from 'vitest';
import { createConnectionBook } from './connection-book.ts';
import { connectionPermissions } from './connection-permissions.ts';

it('are to assume the role, and to list the accounts of an organization', () => {
  const role = (account: string) => ({ arn: `arn:aws:iam::${account}:role/Reader` });
  const book = createConnectionBook([
    { name: 'plain', regions: [] },
    { name: 'prod', regions: [], role: role('111111111111') },
    { name: 'company', regions: [], organization: { name: 'Reader' } },
  ]);
  book.replace('company', [
    { name: 'company', regions: [], organization: { name: 'Reader' } },
    { name: 'company/Payments', regions: [], role: role('222222222222') },
  ]);
  const needed = (name: string) =>
    connectionPermissions(book, name).map(({ actions, limitedTo }) => [...actions, ...(limitedTo?.arns ?? [])]);
  expect(needed('plain')).toEqual([]);
  expect(needed('prod')).toEqual([['sts:AssumeRole', 'arn:aws:iam::111111111111:role/Reader']]);
  expect(needed('company/Payments')).toEqual([
    ['organizations:ListAccounts'],
    ['sts:AssumeRole', 'arn:aws:iam::222222222222:role/Reader'],
  ]);
});
