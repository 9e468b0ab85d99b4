import { describe, expect, it } from 'vitest';
import { loadServiceModel } from '../../../aws/model-store.ts';
import type { WireStructure } from '../../../aws/service-model.ts';
import { openCatalog } from '../../../catalog/open-catalog.ts';
import type { NativeCall } from '../../../catalog/resource-description.ts';
import { createFailureReader } from './read-failures.ts';

async function failuresOf(service: string, resource: string, output: WireStructure, asked: readonly string[]) {
  const description = await openCatalog('aws').resource(service, resource);
  const call = description?.accessPaths
    .map((path) => path.call)
    .find((own): own is NativeCall => own.api === 'native' && /^(Batch|Describe)/.test(own.operation));
  if (call === undefined) throw new Error(`${service}.${resource} has no batch.`);
  const read = createFailureReader(await loadServiceModel(call.service), call);
  const scope = { region: 'us-east-1', service: call.service, operation: call.operation };
  return read(output, {}, asked, scope).failures.map(({ key, error }) => ({
    key,
    code: error.code,
    message: error.message,
  }));
}

describe('what a batch could not say', () => {
  it('is told apart from the rows and from what is not there', async () => {
    const output = {
      repositories: [{ repositoryName: 'a' }],
      repositoriesNotFound: ['b'],
      errors: [
        { repositoryName: 'c', errorCode: 'EncryptionKeyAccessDeniedException', errorMessage: 'No key.' },
        { repositoryName: 'd', errorCode: 'RepositoryDoesNotExistException', errorMessage: 'No such.' },
      ],
    };
    expect(await failuresOf('codecommit', 'repositories', output, ['a', 'b', 'c', 'd'])).toEqual([
      { key: 'c', code: 'AWS_ERROR', message: expect.stringContaining('No key. of c') },
    ]);
  });

  it('says a reason where there is no code, and knows what is missing', async () => {
    const output = {
      clusters: [],
      failures: [
        { arn: 'arn:gone', reason: 'MISSING' },
        { arn: 'arn:busy', reason: 'UNAVAILABLE', detail: 'try later' },
      ],
    };
    expect(await failuresOf('ecs', 'clusters', output, ['arn:gone', 'arn:busy'])).toMatchObject([{ key: 'arn:busy' }]);
  });

  it('is asked for again by what the answer gives back, and by keys', async () => {
    const read = createFailureReader(
      await loadServiceModel('config'),
      batch('BatchGetResourceConfig', 'baseConfigurationItems'),
    );
    const left = { resourceType: 'AWS::EC2::VPC', resourceId: 'vpc-1' };
    const keys = [left, { resourceType: 'AWS::EC2::VPC', resourceId: 'vpc-2' }];
    expect(read({ unprocessedResourceKeys: [left] }, { resourceKeys: keys }, [], scope)).toMatchObject({
      again: { resourceKeys: [left] },
      lasting: [],
      failures: [{ error: { code: 'UNPROCESSED' } }],
    });
    const inspector = createFailureReader(await loadServiceModel('inspector'), batch('DescribeFindings', 'findings'));
    const told = inspector(
      {
        failedItems: {
          gone: { failureCode: 'ITEM_DOES_NOT_EXIST', retryable: false },
          busy: { failureCode: 'ACCESS_DENIED', retryable: true },
          other: { failureCode: 'ACCESS_DENIED', retryable: false },
        },
      },
      { findingArns: ['gone', 'busy', 'other', 'fine'] },
      ['gone', 'busy', 'other', 'fine'],
      scope,
    );
    expect(told.again).toEqual({ findingArns: ['busy'] });
    expect(told.lasting).toMatchObject([{ key: 'other' }]);
  });
});

const scope = { region: 'us-east-1', service: 'tests', operation: 'Batch' };

function batch(operation: string, result: string): NativeCall {
  return { api: 'native', service: 'tests', operation, result, inputs: {}, columns: {}, filters: {} };
}
