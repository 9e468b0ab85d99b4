import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WireStructure } from '../src/aws/service-model.ts';
import { type SandboxServer, startSandbox } from '../src/sandbox/http/server.ts';
import { wireClient } from './support/wire-client.ts';

let server: SandboxServer;
beforeAll(async () => {
  server = await startSandbox({ clock: 'instant' });
});
afterAll(() => server.close());

const at = (service: string, more: { readonly accessKeyId?: string; readonly region?: string } = {}) =>
  wireClient(service, { url: server.url, ...more });

async function events(LookupAttributes: readonly WireStructure[] = [], more: WireStructure = {}) {
  const cloudtrail = await at('cloudtrail');
  const { Events } = await cloudtrail.call('LookupEvents', { LookupAttributes, ...more });
  return Events as readonly WireStructure[];
}

it('tells the calls of an account and region, newest first, those that were refused as well', async () => {
  const ssm = await at('ssm');
  await ssm.call('PutParameter', { Name: '/a', Value: '1', Type: 'String' });
  await ssm.call('GetParameter', { Name: '/a' });
  await expect(ssm.call('PutParameter', { Name: '/a', Value: '2', Type: 'String' })).rejects.toBeDefined();
  const s3 = await at('s3');
  await s3.call('CreateBucket', { Bucket: 'told' });
  await s3.call('PutObject', { Bucket: 'told', Key: 'k' });
  await (await at('ssm', { region: 'eu-west-1' })).call('PutParameter', { Name: '/b', Value: '1', Type: 'String' });
  await (await at('ssm', { accessKeyId: '222233334444' })).call('PutParameter', {
    Name: '/c',
    Value: '1',
    Type: 'String',
  });

  const writes = await events([{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }]);
  expect(writes.map(({ EventName }) => EventName)).toEqual(['CreateBucket', 'PutParameter', 'PutParameter']);
  const bucket = writes[0];
  const isRefused = ({ CloudTrailEvent }: WireStructure) => 'errorCode' in JSON.parse(String(CloudTrailEvent));
  const refused = writes.find(isRefused);
  const made = writes.findLast((event) => !isRefused(event));
  expect(bucket).toMatchObject({ EventSource: 's3.amazonaws.com', AccessKeyId: '123456789012', Username: 'sandbox' });
  expect(JSON.parse(String(refused?.CloudTrailEvent))).toMatchObject({
    errorCode: 'ParameterAlreadyExists',
    eventName: 'PutParameter',
    awsRegion: 'us-east-1',
    recipientAccountId: '123456789012',
    userIdentity: { type: 'IAMUser' },
  });
  expect(made?.EventName).toBe('PutParameter');
  const [read] = await events([{ AttributeKey: 'EventName', AttributeValue: 'GetParameter' }]);
  expect(read?.ReadOnly).toBe('true');
  expect(await events([{ AttributeKey: 'EventId', AttributeValue: String(made?.EventId) }])).toEqual([made]);
});

it('goes page by page, and refuses times and attributes that are none', async () => {
  const cloudtrail = await at('cloudtrail');
  const first = await cloudtrail.call('LookupEvents', { MaxResults: 2 });
  expect(first.Events).toHaveLength(2);
  const second = await cloudtrail.call('LookupEvents', { MaxResults: 2, NextToken: first.NextToken });
  const ids = [first, second].flatMap(({ Events }) =>
    (Events as readonly WireStructure[]).map(({ EventId }) => EventId),
  );
  expect(new Set(ids).size).toBe(4);
  const backwards = { StartTime: '2030-01-01T00:00:00.000Z', EndTime: '2029-01-01T00:00:00.000Z' };
  await expect(events([], backwards)).rejects.toMatchObject({ code: 'InvalidTimeRangeException' });
  const both = ['a', 'b'].map((AttributeValue) => ({ AttributeKey: 'EventName', AttributeValue }));
  await expect(events(both)).rejects.toBeDefined();
});
