import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocolFor } from '../src/aws/protocols/protocol-for.ts';
import type { ServiceModel } from '../src/aws/service-model.ts';
import { stripModel } from '../src/catalog/build/models/strip-model.ts';
import { openModels } from '../tools/catalog/open-models.ts';
import { isLong, isTriedToday, seed } from './support/run-seed.ts';
import { wireStructure } from './support/wire-arbitrary.ts';

/** Operations of S3 that share method, address and required members with a younger one. */
const alike: Readonly<Record<string, string>> = {
  GetBucketLifecycle: 'GetBucketLifecycleConfiguration',
  GetBucketNotification: 'GetBucketNotificationConfiguration',
  ListDirectoryBuckets: 'ListBuckets',
  PutBucketLifecycle: 'PutBucketLifecycleConfiguration',
  PutBucketNotification: 'PutBucketNotificationConfiguration',
};

function askedFor(model: ServiceModel, operationName: string): string {
  const protocol = protocolFor(model);
  const reference = model.operations[operationName]?.input;
  const [input = {}] =
    reference === undefined ? [] : fc.sample(wireStructure(model, reference, 1), { numRuns: 1, seed: 7 });
  try {
    const request = protocol.encodeRequest(model, operationName, input);
    protocol.decodeRequest(model, operationName, request);
    return protocol.matchOperation(model, request) ?? 'nothing';
  } catch (error) {
    return String(error);
  }
}

describe(`every operation of every service (SEED=${seed})`, () => {
  it('can be asked for, and is understood as itself', () => {
    const archive = openModels();
    const wrong: string[] = [];
    let count = 0;
    for (const service of archive.services.filter(isTriedToday)) {
      const documented = archive.read(service);
      const model = stripModel(documented);
      expect(Object.keys(model.operations).sort(), service).toEqual(Object.keys(documented.operations).sort());
      for (const operationName of Object.keys(model.operations)) {
        count += 1;
        const expected = (service === 's3' ? alike[operationName] : undefined) ?? operationName;
        const found = askedFor(model, operationName);
        if (found !== expected) wrong.push(`${service} ${operationName}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(isLong ? 18_000 : 3_000);
  }, 180_000);
});
