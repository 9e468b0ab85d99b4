// One side of test/clients/python/test_protocols.py: writes generated values and the answers that they are encoded into,
// one a line, then an empty line; then reads requests, one a line, and writes what they are decoded to.
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { protocolFor } from '../../src/aws/protocols/protocol-for.ts';
import type { ServiceModel, ShapeReference, WireStructure } from '../../src/aws/service-model.ts';
import { botocoreModel } from '../support/botocore-model.ts';
import { wireStructure } from '../support/wire-arbitrary.ts';

const seed = 20261121;
const valuesOfShape = 3;
const requestId = '11111111-2222-4333-8444-555555555555';

/** The services of the sandbox, and which of their operations. */
const services: Readonly<Record<string, RegExp>> = {
  imagebuilder: /./,
  cloudcontrol: /./,
  sagemaker: /Image|Alias|(Add|List|Delete)Tags$/,
  ssm: /Parameter|Tags/,
  ecr: /./,
  iam: /Role|Policy|Policies|InstanceProfile/,
  sts: /./,
  ec2: /Image|FastLaunch|Watermark|Tags$|Instances$|Snapshots?$/,
  // Left out: what is answered with another's shape, with a stream of events or at an address made of its input, and the
  // old operations at a new one's address.
  s3: /^(?!ListDirectoryBuckets|GetBucketLocation|SelectObjectContent|WriteGetObjectResponse|\w+(Lifecycle|Notification)$)/,
};

for (const [service, wanted] of Object.entries(services)) {
  const model = botocoreModel(service);
  for (const operation of Object.keys(model.operations).filter((name) => wanted.test(name)))
    writeCases(model, operation);
}
process.stdout.write('\n');

for await (const line of createInterface({ input: process.stdin })) {
  const { service, operation, method, path, query, headers, body } = JSON.parse(line);
  const model = botocoreModel(service);
  const protocol = protocolFor(model);
  const request = { method, path, query, headers, body: Buffer.from(body, 'base64') };
  try {
    const matched = protocol.matchOperation(model, request);
    const value = protocol.decodeRequest(model, operation, request);
    process.stdout.write(`${JSON.stringify({ matched, value: plain(value) })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
  }
}

function writeCases(model: ServiceModel, operation: string): void {
  const { input, output } = model.operations[operation] ?? {};
  const { service } = model;
  for (const value of valuesOf(model, input)) write({ side: 'input', service, operation, value: plain(value) });
  for (const value of valuesOf(model, output)) {
    const { status, headers, body } = protocolFor(model).encodeResponse(model, operation, value, requestId);
    const response = { status, headers, body: Buffer.from(body).toString('base64') };
    write({ side: 'output', service, operation, value: plain(value), response });
  }
}

function valuesOf(model: ServiceModel, shape: ShapeReference | undefined): readonly WireStructure[] {
  return shape === undefined ? [] : fc.sample(wireStructure(model, shape), { seed, numRuns: valuesOfShape });
}

function write(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Bytes as base64, numbers that JSON cannot say as text. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
