import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../../test/support/botocore-model.ts';
import { wireStructure } from '../../../test/support/wire-arbitrary.ts';
import { protocolFor } from './protocol-for.ts';
import { WireError } from './wire-error.ts';

const operations = [
  ['imagebuilder', 'CreateImageRecipe'],
  ['imagebuilder', 'UntagResource'],
  ['cloudcontrol', 'ListResourceRequests'],
  ['sagemaker', 'CreateImageVersion'],
  ['ec2', 'DescribeImages'],
  ['sts', 'AssumeRole'],
  ['s3', 'GetBucketAcl'],
  ['s3', 'ListObjectsV2'],
  ['partnercentral-revenue-measurement', 'CreateRevenueAttribution'],
  ['route53', 'CreateHostedZone'],
] as const;

/** Runs what may throw a WireError, and nothing else. */
function attempt(run: () => unknown): void {
  let thrown: unknown;
  try {
    run();
  } catch (error) {
    thrown = error;
  }
  if (thrown !== undefined) expect(thrown).toBeInstanceOf(WireError);
}

describe.each(operations)('%s %s', (service, operationName) => {
  const model = botocoreModel(service);
  const protocol = protocolFor(model);
  const operation = model.operations[operationName];
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
    fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(`Action=${operationName}&${text}`)),
    fc.string().map((text) => Buffer.from(`<R><a x="${text}">${text}</a></R>`)),
  );

  it('takes garbage or refuses it, and does nothing else', () => {
    fc.assert(
      fc.property(garbage, fc.webPath(), fc.webQueryParameters(), (body, path, query) => {
        const request = { method: 'POST', path, query: [...new URLSearchParams(query)], headers: {}, body };
        attempt(() => protocol.matchOperation(model, request));
        attempt(() => protocol.decodeRequest(model, operationName, request));
        attempt(() => protocol.decodeResponse(model, operationName, { status: 200, headers: {}, body }));
        const error = protocol.decodeError(model, operationName, { status: 500, headers: {}, body });
        expect(error.code).not.toBe('');
      }),
      { seed: 20260131, numRuns: 300 },
    );
  });

  it('takes real messages with pieces cut out or changed, or refuses them', () => {
    const cut = fc.record({ at: fc.nat(), length: fc.nat({ max: 9 }), byte: fc.nat({ max: 255 }) });
    fc.assert(
      fc.property(
        wireStructure(model, operation?.input ?? { shape: '' }),
        wireStructure(model, operation?.output ?? { shape: '' }),
        cut,
        (input, output, { at, length, byte }) => {
          const damage = (body: Uint8Array | string) => {
            const bytes = Buffer.from(typeof body === 'string' ? body : new Uint8Array(body));
            const start = bytes.length === 0 ? 0 : at % bytes.length;
            return Buffer.concat([bytes.subarray(0, start), Buffer.from([byte]), bytes.subarray(start + length)]);
          };
          const request = protocol.encodeRequest(model, operationName, input);
          const response = protocol.encodeResponse(model, operationName, output, 'id');
          attempt(() => protocol.decodeRequest(model, operationName, { ...request, body: damage(request.body) }));
          attempt(() => protocol.decodeResponse(model, operationName, { ...response, body: damage(response.body) }));
          // As they were, they are read.
          expect(protocol.decodeRequest(model, operationName, request)).toBeDefined();
        },
      ),
      { seed: 20260131, numRuns: 100 },
    );
  });
});
