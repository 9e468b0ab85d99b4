import { describe, expect, it } from 'vitest';
import { connectionErrorOf } from '../../aws/http/connection-error.ts';
import { Limiter } from '../limits/limiter.ts';
import { createFakeClock } from '../limits/testing/fake-clock.ts';
import type { CallRecord } from '../provider.ts';
import { ServiceFault } from './call-error.ts';
import { type Answer, callWithRetries, type RepeatedCall } from './call-with-retries.ts';

const output: Answer = { kind: 'output', status: 200, requestId: 'r-1', output: { name: 'x' } };

function refused(
  code: string,
  status: number,
  message = code,
  rest: { retryAfter?: number; serverTime?: number } = {},
): Answer {
  return {
    kind: 'fault',
    status,
    requestId: 'r-0',
    fault: new ServiceFault(code, message, status),
    retryAfter: 0,
    ...rest,
  };
}

function broken(code: string): Error {
  return connectionErrorOf(Object.assign(new Error(`connect ${code}`), { code }), '127.0.0.1:4566');
}

/** Answers one after the other; the last again and again. */
function setUp(answers: readonly (Answer | Error)[], rest: Partial<RepeatedCall> = {}) {
  const records: CallRecord[] = [];
  const waits: number[] = [];
  let sent = 0;
  const limiter = new Limiter({ atOnce: 16, adapts: true }, { wait: async () => undefined });
  const call: RepeatedCall = {
    attempt: async () => {
      const answer = answers[Math.min(sent, answers.length - 1)];
      sent += 1;
      if (answer instanceof Error || answer === undefined) throw answer;
      return answer;
    },
    repeatable: true,
    acquire: (signal, turn) => limiter.acquire(signal, turn),
    endpoint: 'http://127.0.0.1:4566',
    scope: { connection: 'main', region: 'us-east-1', service: 'imagebuilder', operation: 'GetImage' },
    fault: { action: 'imagebuilder:GetImage' },
    correctClock: () => false,
    renewCredentials: () => false,
    context: { onCall: (record) => records.push(record) },
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 1,
    ...rest,
  };
  return { run: () => callWithRetries(call), records, waits, sent: () => sent };
}

describe('callWithRetries', () => {
  it('tells of every attempt', async () => {
    const { run, records } = setUp([refused('ThrottlingException', 400), output]);
    await expect(run()).resolves.toMatchObject({ output: { name: 'x' }, requestId: 'r-1' });
    expect(records).toMatchObject([
      { attempt: 1, status: 400, error: 'ThrottlingException', requestId: 'r-0', service: 'imagebuilder' },
      { attempt: 2, status: 200, requestId: 'r-1' },
    ]);
  });

  it('waits longer each time, and as long as AWS asks', async () => {
    const { run, waits } = setUp([
      refused('InternalFailure', 500),
      refused('InternalFailure', 500),
      refused('InternalFailure', 500, 'slow', { retryAfter: 9000 }),
      output,
    ]);
    await run();
    expect(waits).toEqual([100, 200, 9000]);
  });

  it('leaves it to the limits when a throttled call goes again, unless AWS says when', async () => {
    const { run, waits } = setUp([
      refused('TooManyRequestsException', 429),
      refused('LimitExceededException', 400, 'Rate exceeded'),
      refused('TooManyRequestsException', 429, 'slow', { retryAfter: 9000 }),
      output,
    ]);
    await run();
    expect(waits).toEqual([0, 0, 9000]);
  });

  it('waits by itself where no limit slows down', async () => {
    const limiter = new Limiter({ atOnce: 1 });
    const { run, waits } = setUp([refused('Throttling', 400), refused('Throttling', 400), output], {
      acquire: (signal, turn) => limiter.acquire(signal, turn),
    });
    await run();
    expect(waits).toEqual([100, 200]);
  });

  it('does not count the attempts that were throttled', async () => {
    const throttled = Array.from({ length: 50 }, () => refused('Throttling', 400));
    const { run, sent } = setUp([...throttled, refused('InternalFailure', 500), ...throttled.slice(0, 9), output]);
    await expect(run()).resolves.toBeDefined();
    expect(sent()).toBe(61);
  });

  it('gives up in the end', async () => {
    const { run, sent } = setUp([refused('InternalFailure', 500)]);
    await expect(run()).rejects.toMatchObject({ code: 'AWS_ERROR', retryable: true });
    expect(sent()).toBe(6);
  });

  it('makes a call as often as it is told, and once where that is all', async () => {
    const failing = setUp([refused('InternalFailure', 500)], { attempts: 3 });
    await expect(failing.run()).rejects.toMatchObject({ code: 'AWS_ERROR' });
    expect(failing.sent()).toBe(3);
    const throttled = setUp([refused('Throttling', 400), output], { attempts: 1 });
    await expect(throttled.run()).rejects.toMatchObject({ code: 'THROTTLED' });
    expect(throttled.sent()).toBe(1);
  });

  it('gives up what is throttled when two minutes have let nothing through', async () => {
    const clock = createFakeClock();
    const limiter = new Limiter({ atOnce: 16, adapts: true }, clock);
    const { run, records } = setUp([refused('RequestLimitExceeded', 503)], {
      acquire: (signal, turn) => limiter.acquire(signal, turn),
    });
    const outcome = run().catch((error: unknown) => error);
    await clock.pass();
    expect(await outcome).toMatchObject({
      code: 'THROTTLED',
      retryable: true,
      scope: { operation: 'GetImage', requestId: 'r-0', region: 'us-east-1' },
    });
    expect(records.length).toBeGreaterThanOrEqual(60);
    expect(clock.now()).toBeGreaterThanOrEqual(120_000);
    expect(clock.now()).toBeLessThan(200_000);
  });

  it('repeats what may have been done only when that is safe', async () => {
    const failing = [refused('InternalFailure', 500), output];
    await expect(setUp(failing).run()).resolves.toBeDefined();
    await expect(setUp(failing, { repeatable: false }).run()).rejects.toMatchObject({
      code: 'AWS_ERROR',
      retryable: true,
    });
    await expect(setUp([broken('ECONNRESET'), output]).run()).resolves.toBeDefined();
    await expect(setUp([broken('ECONNRESET'), output], { repeatable: false }).run()).rejects.toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
    });
    // Throttled is not carried out.
    await expect(setUp([refused('Throttling', 400), output], { repeatable: false }).run()).resolves.toBeDefined();
  });

  it.each([
    ['AWS refuses it for its rate', refused('RequestLimitExceeded', 503), 2],
    ['AWS refuses it for its rate in words', refused('LimitExceededException', 400, 'Rate exceeded'), 2],
    [
      'no byte of it was written',
      connectionErrorOf(Object.assign(new Error('cut'), { code: 'ECONNRESET' }), 'h', { mayHaveArrived: false }),
      2,
    ],
    ['the name of the endpoint is not known for a moment', broken('EAI_AGAIN'), 2],
    ['the connection breaks', broken('ECONNRESET'), 1],
    ['AWS has no time', refused('Unavailable', 503), 1],
    ['AWS has no time, and says rates', refused('ServiceUnavailable', 503, 'Rate exceeded'), 1],
    ['a proxy says that there are too many', { ...refused('429', 429), isForeign: true } as Answer, 1],
    ['a proxy speaks as AWS does', { ...refused('ThrottlingException', 429), isForeign: true } as Answer, 1],
  ])('sends a change without a token again only where it was not made: %s', async (_, first, times) => {
    const { run, sent } = setUp([first, output], { repeatable: false, changes: true });
    const outcome = await run().then(
      () => 'done',
      ({ code }) => code,
    );
    expect([outcome, sent()]).toEqual([times === 2 ? 'done' : 'OUTCOME_UNKNOWN', times]);
  });

  it('never calls a change failed after an attempt that may have made it', async () => {
    const later = [
      refused('ValidationException', 400),
      refused('ResourceNotFoundException', 404),
      broken('ECONNREFUSED'),
    ];
    for (const last of later) {
      const { run } = setUp([broken('ECONNRESET'), last], { changes: true });
      await expect(run()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { name: 'SkyqlError' } });
    }
    const { run } = setUp([refused('Throttling', 400), refused('ValidationException', 400)], { changes: true });
    await expect(run()).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('knows of a change that is stopped whether it was sent', async () => {
    const before = new AbortController();
    before.abort();
    const unsent = setUp([output], { changes: true, context: { signal: before.signal } });
    await expect(unsent.run()).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const stop = new AbortController();
    const onItsWay = setUp([], {
      changes: true,
      context: { signal: stop.signal },
      attempt: async () => {
        stop.abort();
        throw stop.signal.reason;
      },
    });
    await expect(onItsWay.run()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it('says at once that nobody listens', async () => {
    const { run, sent, records } = setUp([broken('ECONNREFUSED')]);
    await expect(run()).rejects.toMatchObject({
      code: 'ENDPOINT_UNREACHABLE',
      message: expect.stringContaining('http://127.0.0.1:4566'),
      hint: expect.stringContaining('skyql sandbox'),
    });
    expect(sent()).toBe(1);
    expect(records).toMatchObject([{ status: 0, error: 'ECONNREFUSED' }]);
  });

  it('sets its clock right, once', async () => {
    const skewed = refused('InvalidSignatureException', 403, 'Signature expired: 2026 is now earlier', {
      serverTime: 5,
    });
    let corrected = 0;
    const correctClock = (time: number) => {
      corrected += 1;
      return time === 5;
    };
    await expect(setUp([skewed, output], { correctClock }).run()).resolves.toBeDefined();
    await expect(setUp([skewed], { correctClock, time: () => 600_005 }).run()).rejects.toMatchObject({
      code: 'CLOCK_SKEWED',
      message: expect.stringContaining("The clock of this machine is 10 minutes ahead of AWS's: Signature expired"),
    });
    expect(corrected).toBe(2);
  });

  it('asks for new credentials, once', async () => {
    const expired = refused('ExpiredTokenException', 403);
    await expect(setUp([expired, output], { renewCredentials: () => true }).run()).resolves.toBeDefined();
    await expect(setUp([expired, output]).run()).rejects.toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
  });

  it('stops while it waits', async () => {
    const stop = new AbortController();
    const { run, sent } = setUp([refused('Throttling', 400)], {
      context: { signal: stop.signal },
      wait: async () => stop.abort(),
    });
    await expect(run()).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(sent()).toBe(1);
  });

  it.each([
    ['UnrecognizedClientException', 403, 'x', 'CREDENTIALS_INVALID', /us-east-1/],
    [
      'AuthFailure',
      401,
      'AWS was not able to validate the provided access credentials',
      'CREDENTIALS_INVALID',
      undefined,
    ],
    ['AuthFailure', 401, 'Unauthorized attempt to access restricted resource', 'ACCESS_DENIED', undefined],
    ['AccessDeniedException', 403, 'no', 'ACCESS_DENIED', /imagebuilder:GetImage/],
    [
      'AccessDeniedException',
      400,
      'User: arn is not authorized to perform: cloudformation:ListResources on resource: x',
      'ACCESS_DENIED',
      /cloudformation:ListResources/,
    ],
    ['ResourceNotFoundException', 404, 'gone', 'RESOURCE_NOT_FOUND', undefined],
    ['InvalidAMIID.NotFound', 400, 'gone', 'RESOURCE_NOT_FOUND', undefined],
    ['InvalidParameterValueException', 400, 'bad', 'VALIDATION_FAILED', undefined],
    ['UnsupportedActionException', 400, 'no', 'UNSUPPORTED_ACTION', /SHOW METHODS/],
    ['ServiceQuotaExceededException', 402, 'full', 'QUOTA_EXCEEDED', undefined],
    ['ResourceDependencyException', 400, 'in use', 'AWS_ERROR', undefined],
  ])('%s %i "%s" is %s', async (code, status, message, expected, hint) => {
    const error = await setUp([refused(code, status, message)])
      .run()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: expected });
    if (hint) expect(error).toMatchObject({ hint: expect.stringMatching(hint) });
  });
});
