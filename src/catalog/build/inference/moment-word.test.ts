import { expect, it } from 'vitest';
import { momentOfEnd, momentWord } from './moment-word.ts';

it.each([
  ['create', ['CreationTime', 'creationDateTime', 'createdAt', 'CreateDate', 'CreatedOn', 'created']],
  ['submit', ['SubmitTime', 'submittedAt', 'submissionDate']],
  ['complete', ['CompletionDate', 'completedAt']],
  ['start', ['startTime', 'StartedAt', 'StartTimestamp']],
  ['lastupdate', ['LastUpdatedTime', 'lastUpdateDate']],
  ['update', ['updatedAt']],
  ['expiration', ['expiration', 'ExpirationTime']],
])('%s is one moment in %j', (word, names) => {
  expect(names.map(momentWord)).toEqual(names.map(() => word));
});

it('is told by the ends of its range', () => {
  const ends = [
    'ByCreatedAfter',
    'AfterCreationTime',
    'createdAfter',
    'creationTimeAfter',
    'CreatedBefore',
    'Aftermath',
  ];
  expect(ends.map((end) => momentOfEnd(end, 'After'))).toEqual([
    'create',
    'create',
    'create',
    'create',
    undefined,
    'math',
  ]);
});
