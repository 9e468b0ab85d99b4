import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connectionErrorOf } from '../../aws/http/connection-error.ts';
import type { CallRecord } from '../provider.ts';
import { ServiceFault } from './call-error.ts';
import { type Answer, callWithRetries } from './call-with-retries.ts';
import { mostAttempts } from './retry.ts';

/** What one attempt may come to, and what follows from it. */
interface Outcome {
  readonly name: string;
  readonly answer: () => Answer;
  /** AWS asks for fewer calls, so that it was not carried out. */
  readonly throttled?: boolean;
  /** AWS may have carried it out. */
  readonly unsure?: boolean;
  /** What another attempt has to set right before. */
  readonly needs?: Correction;
  readonly retryAfter?: number;
}
type Correction = 'clock' | 'credentials' | 'region';
const corrections = ['clock', 'credentials', 'region'] as const;

function refused(code: string, status: number, rest: Omit<Outcome, 'name' | 'answer'> = {}): Outcome {
  const { needs, retryAfter = 0 } = rest;
  return {
    name: `${code} ${status} after ${retryAfter}`,
    answer: () => ({
      kind: 'fault',
      status,
      requestId: 'r-0',
      fault: new ServiceFault(code, code, status),
      retryAfter,
      ...(needs === 'clock' && { serverTime: 5 }),
      ...(needs === 'region' && { bucketRegion: 'eu-west-1' }),
    }),
    ...rest,
  };
}

function broken(code: string, rest: Pick<Outcome, 'unsure' | 'throttled'> = {}): Outcome {
  return {
    name: code,
    answer: () => {
      throw connectionErrorOf(Object.assign(new Error(`connect ${code}`), { code }), '127.0.0.1:4566');
    },
    ...rest,
  };
}

const done: Outcome = { name: 'done', answer: () => ({ kind: 'output', status: 200, requestId: 'r-1', output: {} }) };
const final: readonly Outcome[] = [
  refused('ValidationException', 400),
  refused('AccessDeniedException', 403),
  refused('ResourceNotFoundException', 404),
  broken('ECONNREFUSED'),
  broken('ENOTFOUND'),
];
const retryAfter = fc.constantFrom(0, 0, 700, 30_000);
const outcome = fc.oneof(
  fc.constant(done),
  fc.constantFrom(...final),
  fc
    .tuple(fc.constantFrom('ThrottlingException', 'RequestLimitExceeded', 'SlowDown'), retryAfter)
    .map(([code, after]) =>
      refused(code, code === 'ThrottlingException' ? 400 : 503, { throttled: true, retryAfter: after }),
    ),
  fc
    .tuple(fc.constantFrom('InternalFailure', 'InternalError'), retryAfter)
    .map(([code, after]) => refused(code, 500, { unsure: true, retryAfter: after })),
  fc.constantFrom(broken('ECONNRESET', { unsure: true }), broken('ETIMEDOUT', { unsure: true })),
  fc.constantFrom(
    refused('RequestTimeTooSkewed', 403, { needs: 'clock' }),
    refused('ExpiredTokenException', 403, { needs: 'credentials' }),
    refused('PermanentRedirect', 301, { needs: 'region' }),
  ),
);

it('repeats a call only when that is safe, a bounded number of times, and waits as it should between', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(outcome, { minLength: 1, maxLength: 14 }),
      fc.boolean(),
      fc.subarray([...corrections]),
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.boolean(),
      async (outcomes, repeatable, possible, random, adapts) => {
        const turns: (number | undefined)[] = [];
        const sent: Outcome[] = [];
        const waits: (number | undefined)[] = [];
        const records: CallRecord[] = [];
        const released: boolean[] = [];
        const applied: Correction[] = [];
        const correct = (correction: Correction) => () => {
          if (possible.includes(correction)) applied.push(correction);
          return possible.includes(correction);
        };
        const result = await callWithRetries({
          attempt: async () => {
            // The last one again and again.
            const own = outcomes[Math.min(sent.length, outcomes.length - 1)] ?? done;
            sent.push(own);
            if (sent.length > 200) expect.unreachable('it goes on for ever');
            waits.push(undefined);
            return own.answer();
          },
          repeatable,
          acquire: async (_signal, turn) => {
            turns.push(turn);
            const time = sent.length * 10_000;
            return { turn: 7, time, adapts, release: (throttled: boolean) => released.push(throttled) };
          },
          endpoint: 'http://127.0.0.1:4566',
          scope: { connection: 'main', region: 'us-east-1', service: 's3', operation: 'PutObject' },
          fault: { action: 's3:PutObject' },
          correctClock: correct('clock'),
          renewCredentials: correct('credentials'),
          redirect: correct('region'),
          context: { onCall: (record) => records.push(record) },
          wait: async (milliseconds) => {
            waits[waits.length - 1] = milliseconds;
          },
          random: () => random,
        }).then(
          () => 'done',
          () => 'failed',
        );

        const counted = sent.filter(({ throttled, needs }) => throttled !== true && needs === undefined);
        expect(sent.length).toBeGreaterThan(0);
        expect(counted.length).toBeLessThanOrEqual(mostAttempts);
        expect(new Set(applied).size).toBe(applied.length);
        expect(result).toBe(sent.at(-1) === done ? 'done' : 'failed');
        const repeated = sent.slice(0, -1);
        expect(repeated).not.toContain(done);
        for (const own of repeated) expect(final).not.toContain(own);
        if (!repeatable) expect(repeated.filter(({ unsure }) => unsure === true)).toEqual([]);
        // What could have helped was tried.
        const last = sent.at(-1);
        const couldHelp = last?.unsure === true && repeatable && counted.length < mostAttempts;
        if (couldHelp || (last?.throttled === true && sent.filter(({ throttled }) => throttled === true).length < 60))
          expect.unreachable(`gave up after ${sent.length} attempts at ${last?.name}`);
        // What is made again keeps its turn.
        expect(turns).toEqual(sent.map((_, index) => (index === 0 ? undefined : 7)));

        for (const [index, own] of repeated.entries()) {
          const waited = waits[index];
          if (own.needs !== undefined) {
            expect(waited).toBeUndefined();
            continue;
          }
          const alike = sent
            .slice(0, index + 1)
            .filter(({ throttled }) => throttled === own.throttled && own.needs === undefined);
          const ceiling = own.throttled === true && adapts ? 0 : Math.min(20_000, 100 * 2 ** (alike.length - 1));
          const asked = own.retryAfter ?? 0;
          expect(waited).toBeGreaterThanOrEqual(asked);
          expect(waited).toBeLessThanOrEqual(Math.max(asked, ceiling));
        }
        expect(records.map(({ attempt }) => attempt)).toEqual(sent.map((_, index) => index + 1));
        // Every permit came back, with word of whether AWS asked for fewer calls.
        expect(released).toEqual(sent.map(({ throttled }) => throttled === true));
      },
    ),
    { numRuns: 300 },
  );
});
