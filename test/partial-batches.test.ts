import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';

// An AWS that knows three repositories, may not read the second, and has lost the third since it was listed.
const answers: Readonly<Record<string, unknown>> = {
  ListRepositories: {
    repositories: ['a', 'b', 'c'].map((repositoryName) => ({ repositoryName, repositoryId: `id-${repositoryName}` })),
  },
  BatchGetRepositories: {
    repositories: [{ repositoryName: 'a', repositoryId: 'id-a', repositoryDescription: 'the first' }],
    repositoriesNotFound: ['c'],
    errors: [
      { repositoryName: 'b', errorCode: 'EncryptionKeyAccessDeniedException', errorMessage: 'The key cannot be used.' },
    ],
  },
};

let server: Server;
let db: Database;
beforeAll(async () => {
  server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    request.resume();
    response.writeHead(operation in answers ? 200 : 404, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answers[operation] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: '123456789012', secretAccessKey: 'test' };
  db = await connect({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    connections: [{ name: 'main', credentials }],
  });
});
afterAll(async () => {
  await db.close();
  server.close();
});

it('keeps the row that a batch could not tell of, with a warning, and leaves out what is not there', async () => {
  const { rows, warnings } = await db.query(
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
});

it('warns of what was asked for by name and could not be told', async () => {
  const { rows, warnings } = await db.query(
    "SELECT repository_name, repository_description FROM aws.codecommit.repositories WHERE repository_name IN ('a', 'b')",
  );
  expect(rows).toEqual([{ repository_name: 'a', repository_description: 'the first' }]);
  expect(warnings).toHaveLength(1);
});
