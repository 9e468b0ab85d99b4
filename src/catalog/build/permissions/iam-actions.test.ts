import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { ServiceMetadata } from '../../../aws/service-model.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import { derivedFromName, iamActions } from './iam-actions.ts';
import { comparedModels } from './unlisted-operations.ts';

function model(service: string, metadata: Partial<ServiceMetadata>, operation: string, method = 'POST', text?: string) {
  const described: DocumentedModel = {
    service,
    metadata: { apiVersion: '1', endpointPrefix: service, protocol: 'json', serviceId: service, ...metadata },
    operations: {
      [operation]: { name: operation, http: { method, requestUri: '/' }, ...(text && { documentation: text }) },
    },
    shapes: {},
    paginators: {},
  };
  return iamActions(described, operation);
}

describe('iamActions', () => {
  it.each([
    ['elbv2', { endpointPrefix: 'elasticloadbalancing' }, 'DescribeRules', ['elasticloadbalancing:DescribeRules']],
    ['sesv2', { endpointPrefix: 'email', signingName: 'ses' }, 'GetAccount', ['ses:GetAccount']],
    ['cloudwatch', { endpointPrefix: 'monitoring' }, 'PutMetricAlarm', ['cloudwatch:PutMetricAlarm']],
    ['cloudcontrol', { signingName: 'cloudcontrolapi' }, 'GetResource', ['cloudformation:GetResource']],
    ['resourcegroupstaggingapi', { endpointPrefix: 'tagging' }, 'GetResources', ['tag:GetResources']],
    ['stepfunctions', { endpointPrefix: 'states' }, 'StartExecution', ['states:StartExecution']],
    ['docdb', { signingName: 'rds' }, 'DescribeDBClusters', ['rds:DescribeDBClusters']],
  ])('%s %j: %s', (service, metadata, operation, actions) => {
    expect(model(service, metadata, operation).actions).toEqual(actions);
  });

  it.each([
    ['s3', 'ListBuckets', ['s3:ListAllMyBuckets']],
    ['s3', 'ListObjectsV2', ['s3:ListBucket']],
    ['s3', 'CopyObject', ['s3:GetObject', 's3:PutObject']],
    ['lambda', 'Invoke', ['lambda:InvokeFunction']],
    ['dynamodb', 'TransactGetItems', ['dynamodb:GetItem']],
    ['kms', 'ReEncrypt', ['kms:ReEncryptFrom', 'kms:ReEncryptTo']],
    ['sts', 'GetCallerIdentity', []],
  ])('%s %s has actions of other names, which are known', (service, operation, actions) => {
    expect(model(service, {}, operation)).toEqual({ actions });
  });

  it('gives API Gateway its verbs', () => {
    expect(model('apigateway', {}, 'GetRestApis', 'GET')).toEqual({ actions: ['apigateway:GET'] });
    expect(model('apigatewayv2', {}, 'UpdateApi', 'PATCH')).toEqual({ actions: ['apigateway:PATCH'] });
    expect(model('apigatewayv2', {}, 'ListPortals', 'GET').actions).toEqual(['apigateway:ListPortals']);
  });

  it('says of an action that AWS does not list that it is derived', () => {
    const derived = { actions: ['glue:CreateGlossary'], note: derivedFromName };
    expect(model('glue', {}, 'CreateGlossary')).toEqual(derived);
    expect(model('glue', {}, 'CreateGlossary', 'POST', 'Needs glue:CreateGlossaryTerm.')).toEqual(derived);
    expect(model('glue', {}, 'CreateCrawler')).toEqual({ actions: ['glue:CreateCrawler'] });
  });

  it('knows an action that the documentation of the operation names', () => {
    const text = '<p>You must have permission for <code>glue:CreateGlossary</code>.</p>';
    expect(model('glue', {}, 'CreateGlossary', 'POST', text)).toEqual({ actions: ['glue:CreateGlossary'] });
  });

  it('was compared with the models that are built in', () => {
    const { version } = createRequire(import.meta.url)('@aws-cdk/asset-awscli-v1/package.json') as { version: string };
    // Another version may have operations that no action is named after: compare them again.
    expect(version).toBe(comparedModels);
  });
});
