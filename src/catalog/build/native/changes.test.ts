import { describe, expect, it } from 'vitest';
import { changes } from './changes.ts';

describe('changes', () => {
  it.each([
    'DescribeImages',
    'GetImage',
    'ListImages',
    'BatchGetBuilds',
    'AdminGetUser',
    'TransactGetItems',
    'Scan',
    'Query',
    'HeadObject',
    'SearchUsers',
    'LookupEvents',
    'SimulatePrincipalPolicy',
    'CheckNoNewAccess',
    'TestEventPattern',
    'ValidateTemplate',
    'GetSessionToken',
  ])('%s changes nothing', (operation) => {
    expect(changes(operation)).toBe(false);
  });

  it.each([
    'GetawayCar',
    'Listen',
    'CreateImage',
    'CancelImageCreation',
    'BatchDeleteTable',
    'AdminCreateUser',
    'TransactWriteItems',
    'StartQuery',
    'ExecuteStatement',
    'TestFailover',
    'TestState',
    'CheckInLicense',
    'CheckoutLicense',
    'GetActivityTask',
    'GetUserAttributeVerificationCode',
    'GetFlowLogsIntegrationTemplate',
    'GetClusterCredentials',
    'ReceiveMessage',
    'AssumeRole',
    'InvokeModel',
    'DetectStackDrift',
  ])('%s may change something', (operation) => {
    expect(changes(operation)).toBe(true);
  });

  it('knows what a query of Timestream can do', () => {
    expect(changes('Query', 'timestream-query')).toBe(true);
    expect(changes('Query', 'dynamodb')).toBe(false);
  });
});
