import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { createFaults } from './faults.ts';

const describeImages = { service: 'ec2', operation: 'DescribeImages', region: 'us-east-1', account: '111111111111' };
const busy = { code: 'RequestLimitExceeded', status: 503 };

describe('faults', () => {
  it('do nothing until switched on', () => {
    expect(createFaults(1).strike(describeImages, 0)).toEqual({ latencyMilliseconds: 0, outcome: 'none' });
  });

  it('strike only the requests they select', () => {
    const faults = createFaults(1);
    faults.set([
      { service: 'EC2', operation: 'describeimages', region: 'us-east-1', account: '111111111111', error: busy },
    ]);
    expect(faults.strike(describeImages, 0).outcome).toEqual(busy);
    for (const other of [
      { service: 'sts' },
      { operation: 'CopyImage' },
      { region: 'eu-west-1' },
      { account: '2' },
      { operation: undefined },
    ]) {
      expect(faults.strike({ ...describeImages, ...other }, 0).outcome).toBe('none');
    }
  });

  it('add up latencies, and the first error or cut wins', () => {
    const faults = createFaults(1);
    faults.set([{ latencyMilliseconds: 5 }, { latencyMilliseconds: 7, cut: true }, { error: busy }]);
    expect(faults.strike(describeImages, 0)).toEqual({ latencyMilliseconds: 12, outcome: 'cut' });
  });

  it('are spent after their times', () => {
    const faults = createFaults(1);
    faults.set([{ error: busy, times: 2 }]);
    const outcomes = [0, 1, 2].map((now) => faults.strike(describeImages, now).outcome);
    expect(outcomes).toEqual([busy, busy, 'none']);
  });

  it('strike at their rate, the same way for the same seed', () => {
    const strikes = () => {
      const faults = createFaults(9);
      faults.set([{ error: busy, rate: 0.25 }]);
      return Array.from({ length: 2_000 }, () => faults.strike(describeImages, 0).outcome !== 'none');
    };
    expect(strikes()).toEqual(strikes());
    const share = strikes().filter(Boolean).length / 2_000;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  });

  it('throttle what exceeds the requests of a second', () => {
    const faults = createFaults(1);
    faults.set([{ throttlePerSecond: 2 }]);
    const outcomes = [0, 10, 20, 400, 1_000, 1_010].map((now) => faults.strike(describeImages, now).outcome);
    expect(outcomes).toEqual(['none', 'none', 'throttled', 'throttled', 'none', 'none']);
  });

  it('answer their own error when they throttle', () => {
    const faults = createFaults(1);
    faults.set([{ throttlePerSecond: 1, error: busy, times: 1 }]);
    const outcomes = [0, 1, 2].map((now) => faults.strike(describeImages, now).outcome);
    expect(outcomes).toEqual(['none', busy, 'none']);
  });

  it.each([
    ['no object', ['x']],
    ['a rule without an effect', [{ service: 'ec2' }]],
    ['an unknown member', [{ cut: true, sevice: 'ec2' }]],
    ['a service that is no text', [{ cut: true, service: 1 }]],
    ['a rate above 1', [{ cut: true, rate: 2 }]],
    ['a negative latency', [{ latencyMilliseconds: -1 }]],
    ['a half time', [{ cut: true, times: 0.5 }]],
    ['an error without a code', [{ error: { status: 500 } }]],
    ['an error code with markup', [{ error: { code: '<b>' } }]],
    ['an error that succeeds', [{ error: { code: 'Fine', status: 200 } }]],
    ['a cut that is no flag', [{ cut: 'yes' }]],
  ])('refuse %s and keep the rules they had', (_, rules) => {
    const faults = createFaults(1);
    faults.set([{ cut: true }]);
    expect(() => faults.set(rules as never)).toThrow(SkyqlError);
    expect(faults.rules()).toEqual([{ cut: true }]);
    faults.clear();
    expect(faults.rules()).toEqual([]);
  });
});
