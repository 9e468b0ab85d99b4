import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sagemakerImages } from '../../../test/seeds/facts/sagemaker-images.ts';
import { handlerPermissions, readPermissions, writePermissions } from './handler-permissions.ts';

const action = fc
  .tuple(fc.constantFrom('ec2', 'iam', 'kms'), fc.stringMatching(/^[A-Z][A-Za-z]{0,8}\*?$/))
  .map(([prefix, name]) => `${prefix}:${name}`);
const actions = fc.uniqueArray(action, { minLength: 1, maxLength: 6 });
const permissions = fc.record({ create: actions, read: actions, list: actions }, { requiredKeys: ['read'] });

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^AWS::[A-Z][a-z]+::[A-Z][a-z]+$/), permissions), (all) => {
      const types = new Map(Object.entries(all));
      expect(readPermissions(writePermissions(types))).toEqual(types);
    }),
  );
});

it("knows what AWS's schemas say of a type, in their order, and nothing of others", () => {
  expect(handlerPermissions('AWS::SageMaker::Image')).toEqual(sagemakerImages.permissions);
  expect(handlerPermissions('AWS::No::Type')).toEqual({});
});
