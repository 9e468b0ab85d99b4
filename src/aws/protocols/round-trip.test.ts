import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import { isTriedToday } from '../../../test/support/run-seed.ts';
import { wireStructure } from '../../../test/support/wire-arbitrary.ts';
import { protocolFor } from './protocol-for.ts';

const imageOperationsOfEc2 = [
  'DescribeImages',
  'CreateImage',
  'CopyImage',
  'DeregisterImage',
  'RegisterImage',
  'ImportImage',
  'ExportImage',
  'ModifyImageAttribute',
  'DescribeImageAttribute',
  'DescribeImportImageTasks',
  'CreateTags',
];

const operations: readonly (readonly [string, string])[] = [
  ...operationsOf('imagebuilder', () => true),
  ...operationsOf('cloudcontrol', () => true),
  ...operationsOf('sagemaker', (name) => /Image|Tags$/.test(name)),
  ...operationsOf('ec2', (name) => imageOperationsOfEc2.includes(name)),
  ...operationsOf('sts', () => true),
  ...operationsOf('iam', (name) => /Role$/.test(name)),
  // Left out: those that have one address with another, or whose answer holds another's.
  ...operationsOf('s3', (name) => !/^(ListDirectoryBuckets|GetBucketLocation|\w+(Lifecycle|Notification))$/.test(name)),
  ...operationsOf('s3control', (name) => /AccessPoint|Job|Tagging/.test(name)),
  ...operationsOf('partnercentral-revenue-measurement', () => true),
  ...operationsOf('cloudwatch', (name) => /Metric/.test(name)),
  ...operationsOf('route53', (name) => /HostedZone|ResourceRecord|Tags/.test(name)),
  ...operationsOf('cloudfront', (name) => /Distribution|Tag|CachePolicy|Function/.test(name)),
];

function operationsOf(service: string, isWanted: (name: string) => boolean): (readonly [string, string])[] {
  return Object.keys(botocoreModel(service).operations)
    .filter(isWanted)
    .map((name) => [service, name] as const);
}

describe.each(operations.filter(isTriedToday))('%s %s', (service, operationName) => {
  const model = botocoreModel(service);
  const protocol = protocolFor(model);
  const operation = model.operations[operationName];
  const settings = { seed: 20260131, numRuns: 12 };

  it('decodes the requests that it encodes', () => {
    fc.assert(
      fc.property(wireStructure(model, operation?.input ?? { shape: '' }), (input) => {
        const request = protocol.encodeRequest(model, operationName, input);
        expect(protocol.matchOperation(model, request)).toBe(operationName);
        const decoded = protocol.decodeRequest(model, operationName, request);
        expect(withoutTokens(decoded, input)).toEqual(withoutHollows(input));
      }),
      settings,
    );
  });

  const output = operation?.output;
  if (output === undefined) return;

  it('decodes the answers that it encodes', () => {
    fc.assert(
      fc.property(wireStructure(model, output), (structure) => {
        const response = protocol.encodeResponse(model, operationName, structure, 'a-request');
        expect(protocol.decodeResponse(model, operationName, response)).toEqual(structure);
      }),
      settings,
    );
  });

  function withoutTokens(decoded: object, input: object): object {
    const members = Object.entries(model.shapes[operation?.input?.shape ?? '']?.members ?? {});
    const tokens = members.filter(([name, member]) => member.idempotencyToken === true && !(name in input));
    return Object.fromEntries(Object.entries(decoded).filter(([name]) => !tokens.some(([token]) => token === name)));
  }

  /** Forms cannot say that a structure is there but holds nothing. */
  function withoutHollows(value: object): object {
    if (model.metadata.protocol !== 'ec2' && model.metadata.protocol !== 'query') return value;
    return hollowed(value) ?? {};
  }
});

function hollowed(value: unknown): object | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item) => (isObject(item) ? hollowed(item) : item)).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const entries = Object.entries(value as object)
    .map(([name, item]) => [name, isObject(item) ? hollowed(item) : item] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
