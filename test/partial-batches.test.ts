import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FakeAnswer, type FakeAws, startFakeAws } from './support/fake-aws.ts';

type Answers = Readonly<Record<string, (body: Readonly<Record<string, unknown>>) => unknown>>;

let aws: FakeAws;
let answers: Answers;
let denied: Readonly<Record<string, string>>;
beforeAll(async () => {
  aws = await startFakeAws(({ operation, body }): FakeAnswer => {
    const code = denied[operation];
    if (code !== undefined) return { status: 400, body: { __type: code, message: `${code}.` } };
    return { body: answers[operation]?.(body === '' ? {} : JSON.parse(body)) ?? {} };
  });
});
afterAll(() => aws.close());
beforeEach(() => {
  denied = {};
  aws.asked();
});

// An AWS that knows three repositories, may not read the second, and has lost the third since it was listed.
const repositories: Answers = {
  ListRepositories: () => ({
    repositories: ['a', 'b', 'c'].map((repositoryName) => ({ repositoryName, repositoryId: `id-${repositoryName}` })),
  }),
  BatchGetRepositories: () => ({
    repositories: [{ repositoryName: 'a', repositoryId: 'id-a', repositoryDescription: 'the first' }],
    repositoriesNotFound: ['c'],
    errors: [
      { repositoryName: 'b', errorCode: 'EncryptionKeyNotFoundException', errorMessage: 'The key cannot be used.' },
    ],
  }),
};

it('keeps the row that a batch could not tell of, with a warning, and leaves out what is not there', async () => {
  answers = repositories;
  const { rows, warnings } = await aws.db.query(
    'SELECT repository_name, repository_description FROM aws.codecommit.repositories ORDER BY 1',
  );
  expect(rows).toEqual([
    { repository_name: 'a', repository_description: 'the first' },
    { repository_name: 'b', repository_description: null },
  ]);
  expect(warnings).toMatchObject([
    {
      service: 'codecommit',
      operation: 'BatchGetRepositories',
      message: expect.stringContaining('key cannot be used'),
    },
  ]);
  expect(aws.asked()).toEqual(['ListRepositories', 'BatchGetRepositories']);
});

it('warns of what was asked for by name and could not be told', async () => {
  answers = repositories;
  const { rows, warnings } = await aws.db.query(
    "SELECT repository_name, repository_description FROM aws.codecommit.repositories WHERE repository_name IN ('a', 'b')",
  );
  expect(rows).toEqual([{ repository_name: 'a', repository_description: 'the first' }]);
  expect(warnings).toHaveLength(1);
});

/** Repositories of which a batch tells `most` a call; of `broken` there is an error each time. */
function busy(names: readonly string[], most: number, broken?: string): Answers {
  return {
    ListRepositories: () => ({
      repositories: names.map((repositoryName) => ({ repositoryName, repositoryId: `id-${repositoryName}` })),
    }),
    BatchGetRepositories: ({ repositoryNames }) => {
      const asked = repositoryNames as readonly string[];
      const done = asked.filter((name) => name !== broken).slice(0, most);
      return {
        repositories: done.map((name) => ({ repositoryName: name, repositoryDescription: `of ${name}` })),
        errors: asked
          .filter((name) => !done.includes(name))
          .map((name) => ({ repositoryName: name, errorCode: 'INTERNAL_FAILURE', errorMessage: 'Later.' })),
      };
    },
  };
}

const descriptions = 'SELECT repository_name, repository_description FROM aws.codecommit.repositories ORDER BY 1';

it('asks again for what a batch did not process, until it has all', async () => {
  answers = busy(['a', 'b', 'c', 'd', 'e'], 1);
  const { rows, warnings } = await aws.db.query(descriptions);
  expect(rows.map((row) => row.repository_description)).toEqual(['of a', 'of b', 'of c', 'of d', 'of e']);
  expect(warnings).toEqual([]);
  expect(aws.asked()).toHaveLength(6);
});

it('asks in vain a few times, and warns of what remains', async () => {
  answers = busy(['a', 'b', 'c'], 3, 'b');
  const { rows, warnings } = await aws.db.query(descriptions);
  expect(rows.map((row) => row.repository_description)).toEqual(['of a', null, 'of c']);
  expect(warnings).toMatchObject([
    { operation: 'BatchGetRepositories', message: expect.stringContaining('Later. of b') },
  ]);
  expect(aws.asked()).toHaveLength(6);
});

it('does not take the absence of a key for that of what it encrypts', async () => {
  answers = {};
  denied = { GetRepository: 'EncryptionKeyNotFoundException' };
  await expect(
    aws.db.query("SELECT repository_description FROM aws.codecommit.repositories WHERE repository_name = 'a'"),
  ).rejects.toMatchObject({ message: expect.stringContaining('EncryptionKeyNotFoundException') });
});
