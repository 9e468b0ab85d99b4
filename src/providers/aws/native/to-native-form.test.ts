import { expect, it } from 'vitest';
import { imagebuilder } from '../testing/models.ts';
import { toNativeForm } from './to-native-form.ts';

it('toNativeForm names the members of structures as the shape does, and leaves the keys of maps alone', () => {
  expect(
    toNativeForm({ ImageTestsEnabled: true, TimeoutMinutes: 60 }, { shape: 'ImageTestsConfiguration' }, imagebuilder),
  ).toEqual({ imageTestsEnabled: true, timeoutMinutes: 60 });
  expect(toNativeForm({ CostCenter: '1' }, { shape: 'TagMap' }, imagebuilder)).toEqual({ CostCenter: '1' });
});
