import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadServiceModelSync } from '../src/aws/model-store.ts';
import { formatQueryString } from '../src/aws/protocols/percent-encoding.ts';
import { protocolFor } from '../src/aws/protocols/protocol-for.ts';
import type { WireStructure } from '../src/aws/service-model.ts';
import type { SandboxRequest } from '../src/sandbox/http/sandbox-request.ts';
import { createSandbox } from '../src/sandbox/sandbox.ts';
import { createServices } from '../src/sandbox/services/index.ts';
import { seededRandom } from '../src/sandbox/state/seeded-random.ts';
import { isTriedToday, seed } from './support/run-seed.ts';
import { wireStructure } from './support/wire-arbitrary.ts';

/** A million in the long mode, as many as `REQUESTS` says. */
const runs = Number(process.env.REQUESTS ?? (process.env.SKYQL_LONG === '1' ? 1_000_000 : 200));
/** So often the sandbox begins anew: what requests have made is not to make the later ones slow. */
const life = 20_000;

const random = seededRandom(seed);
const below = (most: number) => Math.floor(random() * most);
const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;

const words = [
  ...[
    '',
    '0',
    '-1',
    '1e999',
    'NaN',
    '9007199254740993',
    'null',
    'true',
    '[]',
    '{}',
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\',
    ',',
  ],
  ...[
    '<',
    '>',
    '&',
    '</a>',
    '<!--',
    '&#x0;',
    '%',
    '%00',
    '%2F',
    '%E2%80%AE',
    '+',
    '=',
    '.1',
    '.member.1',
    '?',
    '..',
    '/',
  ],
  ...['\u0000', '\u202e', '\ud83d\ude00', '__proto__', 'constructor', 'x.x.x', '*'.repeat(40), 'a'.repeat(2_000)],
].map((word) => Buffer.from(word));

/** Bytes with a piece of them changed, left out, said twice, or with a word put between. */
function mutated(bytes: Buffer): Buffer {
  const from = below(bytes.length + 1);
  const to = Math.min(bytes.length, from + 1 + below(12));
  const [before, piece, after] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
  switch (below(4)) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, piece, piece, after]);
    case 2:
      return Buffer.concat([before, Buffer.from([below(256)]), after]);
    default:
      return Buffer.concat([before, oneOf(words), piece, after]);
  }
}

const asText = (change: Buffer) => change.toString('latin1').replaceAll(/[\r\n]/g, '');

function mutatedRequest(request: SandboxRequest): SandboxRequest {
  const { rawPath, rawQuery, headers, body } = request;
  const names = Object.keys(headers);
  switch (body.length === 0 ? below(3) : below(8)) {
    case 0:
      return { ...request, rawPath: asText(mutated(Buffer.from(rawPath))) || '/' };
    case 1:
      return { ...request, rawQuery: asText(mutated(Buffer.from(rawQuery))) };
    case 2: {
      const name = oneOf(names);
      return { ...request, headers: { ...headers, [name]: asText(mutated(Buffer.from(headers[name] ?? ''))) } };
    }
    default:
      return { ...request, body: mutated(Buffer.from(body)) };
  }
}

/** A request of each operation that is tried today, as a client would send it. */
function validRequests(): readonly SandboxRequest[] {
  return createServices(async () => undefined).flatMap(({ service, operations }) => {
    const model = loadServiceModelSync(service);
    const protocol = protocolFor(model);
    const { signingName, endpointPrefix } = model.metadata;
    const scope = `111122223333/20261121/us-east-1/${signingName ?? endpointPrefix}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    return Object.keys(operations)
      .filter(isTriedToday)
      .flatMap((operation): readonly SandboxRequest[] => {
        const reference = model.operations[operation]?.input;
        const made = reference === undefined ? fc.constant({}) : wireStructure(model, reference, 3);
        const [input = {}] = fc.sample(made as fc.Arbitrary<WireStructure>, { numRuns: 1, seed });
        try {
          const { method, path, query, headers, body } = protocol.encodeRequest(model, operation, input);
          const rawQuery = formatQueryString(query);
          return [
            {
              method,
              rawPath: path,
              rawQuery,
              headers: { host: 'x', ...headers, authorization },
              body: Buffer.from(body),
            },
          ];
        } catch {
          // What the protocol cannot say is no request.
          return [];
        }
      });
  });
}

it(`answers whatever becomes of a request on its way (SEED=${seed}, ${runs} requests)`, async () => {
  const defects: unknown[] = [];
  const sandbox = createSandbox({ auth: 'off', clock: 'instant', onError: (error) => defects.push(error) });
  const requests = validRequests();
  expect(requests.length).toBeGreaterThan(100);
  const statuses = new Map<number, number>();
  for (let run = 0; run < runs; run += 1) {
    if (run % life === life - 1) await sandbox.reset();
    let request = oneOf(requests);
    for (let changes = below(4); changes >= 0; changes -= 1) request = mutatedRequest(request);
    const { status, body, chunks } = await sandbox.handle(request);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const text = chunks === undefined ? Buffer.from(body).toString() : '';
    if (defects.length > 0 || (status >= 500 && status !== 501) || /\n\s+at .*:\d+:\d+/.test(text)) {
      const shown = { ...request, body: Buffer.from(request.body).toString('latin1') };
      throw new Error(`${run}: ${status} ${JSON.stringify(shown).slice(0, 3_000)}`, { cause: defects[0] });
    }
  }
  // Nothing of it was lost, and it was refused for more than one reason; of a hundred requests one is still right.
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(runs);
  // Few requests may all be refused, and for two of the reasons.
  expect(statuses.size).toBeGreaterThan(runs > 10_000 ? 2 : 1);
  if (runs > 10_000) expect(statuses.get(200)).toBeGreaterThan(0);
}, 3_600_000);
