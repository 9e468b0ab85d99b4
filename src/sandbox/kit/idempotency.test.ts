import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../aws/service-model.ts';
import { SandboxFault } from '../service.ts';
import { idempotencyBy } from './idempotency.ts';
import { createServiceBench } from './service-bench.ts';

const idempotent = idempotencyBy({
  token: 'Token',
  table: 'test.tokens',
  mismatch: (token) => new SandboxFault('Mismatch', `${token} had other parameters.`),
});

/** Two operations that count what they did, and fail for an input that says so. */
function setUp() {
  const done: string[] = [];
  const handlerOf = (name: string) =>
    idempotent(name, ({ Size, Fails }) => {
      if (Fails === true) throw new SandboxFault('Refused', 'It fails.');
      done.push(`${name} ${String(Size)}`);
      return { Id: done.length };
    });
  return {
    done,
    bench: createServiceBench({ service: 'test', operations: { Make: handlerOf('Make'), Copy: handlerOf('Copy') } }),
  };
}

const request = fc.record({
  operation: fc.constantFrom('Make', 'Copy'),
  token: fc.constantFrom('a', 'b', '', undefined),
  size: fc.integer({ min: 1, max: 2 }),
  fails: fc.boolean(),
  region: fc.constantFrom('us-east-1', 'eu-west-1'),
});

describe('idempotency', () => {
  it('does a request once for each token, answers it again, and refuses the token for anything else', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 20 }), (requests) => {
        const { done, bench } = setUp();
        const used = new Map<string, { readonly parameters: string; readonly answer: WireStructure }>();
        for (const { operation, token, size, fails, region } of requests) {
          const key = `${region} ${operation} ${token}`;
          const parameters = `${size} ${fails}`;
          const earlier = token ? used.get(key) : undefined;
          const before = done.length;
          const call = () => bench.call(operation, { Token: token, Size: size, Fails: fails }, { region });
          if (earlier !== undefined && earlier.parameters !== parameters) {
            expect(call).toThrow(`${token} had other parameters.`);
          } else if (earlier !== undefined) expect(call()).toEqual(earlier.answer);
          else if (fails) expect(call).toThrow('It fails.');
          else {
            const answer = call();
            expect(done.length).toBe(before + 1);
            if (token) used.set(key, { parameters, answer });
            continue;
          }
          expect(done.length).toBe(before);
        }
      }),
    );
  });

  it('takes the order of parameters for nothing', () => {
    const { done, bench } = setUp();
    bench.call('Make', { Token: 'a', Size: 1, Fails: false });
    expect(bench.call('Make', { Fails: false, Size: 1, Token: 'a' })).toEqual({ Id: 1 });
    expect(done).toHaveLength(1);
  });

  it('may tell a repeated request what is its own', () => {
    const told = idempotencyBy({
      token: 'Token',
      table: 'test.tokens',
      mismatch: () => new SandboxFault('Mismatch', ''),
      answerAgain: (first, { requestId }) => ({ ...first, RequestId: requestId }),
    });
    const make = told('Make', () => ({ Id: 7, RequestId: 'first' }));
    const bench = createServiceBench({ service: 'test', operations: { Make: make } });
    expect(bench.call('Make', { Token: 'a' }).RequestId).toBe('first');
    expect(bench.call('Make', { Token: 'a' })).toEqual({ Id: 7, RequestId: bench.context().requestId });
  });
});
