import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NeededPermissions } from '../../../catalog/needed-permissions.ts';
import { lengthOf, longestPolicy, policiesOf, policyOf } from './policy.ts';

function need(actions: readonly string[], limitedTo?: NeededPermissions['limitedTo']): NeededPermissions {
  return { resource: 'aws.shop.baskets', method: 'get_basket', actions, ...(limitedTo && { limitedTo }) };
}

const basket = 'arn:aws:shop:us-east-1:*:basket/a';

describe('policyOf', () => {
  it('allows each action once, in the order of their names', () => {
    expect(policyOf([need(['shop:B', 'shop:A']), need(['shop:A'])])).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['shop:A', 'shop:B'], Resource: '*' }],
    });
    expect(policyOf([])).toEqual({ Version: '2012-10-17', Statement: [] });
  });

  it('narrows an action to ARNs only where nothing uses it for more', () => {
    const limitedTo = { actions: ['shop:Get', 'shop:Read'], arns: [basket] };
    expect(policyOf([need(['shop:Get', 'shop:List', 'shop:Read'], limitedTo), need(['shop:Read'])]).Statement).toEqual([
      { Effect: 'Allow', Action: ['shop:List', 'shop:Read'], Resource: '*' },
      { Effect: 'Allow', Action: ['shop:Get'], Resource: basket },
    ]);
  });

  it('gathers the ARNs of several calls', () => {
    const other = basket.replace('/a', '/b');
    const needs = [other, basket].map((arn) => need(['shop:Get'], { actions: ['shop:Get'], arns: [arn] }));
    expect(policyOf(needs).Statement).toEqual([{ Effect: 'Allow', Action: ['shop:Get'], Resource: [basket, other] }]);
  });
});

describe('policiesOf', () => {
  it('gives policies that AWS takes, which together allow the same', () => {
    const name = fc.stringMatching(/^[a-z]{2,8}:[A-Z][a-z]{3,40}$/);
    const arn = fc.stringMatching(/^arn:aws:shop:us-east-1:\*:basket\/[a-z]{1,60}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uniqueArray(name, { maxLength: 120 }), fc.uniqueArray(arn, { maxLength: 120 })), {
          maxLength: 4,
        }),
        (calls) => {
          const needs = calls.map(([actions, arns]) => need(actions, arns.length > 0 ? { actions, arns } : undefined));
          const policies = policiesOf(needs);
          for (const policy of policies) expect(lengthOf(policy)).toBeLessThanOrEqual(longestPolicy);
          const pairs = (some: typeof policies) =>
            some
              .flatMap(({ Statement }) => Statement)
              .flatMap(({ Action, Resource }) =>
                Action.flatMap((action) => [Resource].flat().map((on) => `${action} ${on}`)),
              )
              .sort();
          expect(pairs(policies)).toEqual(pairs([policyOf(needs)]));
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });
});
