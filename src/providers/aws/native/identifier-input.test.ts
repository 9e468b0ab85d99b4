import { describe, expect, it } from 'vitest';
import { ec2 } from '../testing/models.ts';
import { identifierInput } from './identifier-input.ts';

const operation = 'DeregisterImage';

describe('identifierInput', () => {
  it('gives each part of the identifier its input', () => {
    const inputs = { key_id: 'KeyId', grant_id: 'GrantId' };
    expect(identifierInput({ identifier: ['key_id', 'grant_id'] }, { operation, inputs }, ec2, ['k', 'g'])).toEqual({
      KeyId: 'k',
      GrantId: 'g',
    });
  });

  it('does not take the only part apart', () => {
    const call = { operation, inputs: { name: 'Name' } };
    expect(identifierInput({ identifier: ['name'] }, call, ec2, ['a|b'])).toEqual({ Name: 'a|b' });
  });

  it('refuses an identifier with too few parts', () => {
    const call = { operation, inputs: { key_id: 'KeyId', grant_id: 'GrantId' } };
    const identify = () => identifierInput({ identifier: ['key_id', 'grant_id'] }, call, ec2, ['k']);
    expect(identify).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  it('is the first required input where the method does not say', () => {
    expect(identifierInput({ identifier: ['image_id'] }, { operation, inputs: {} }, ec2, ['ami-1'])).toEqual({
      ImageId: 'ami-1',
    });
    expect(identifierInput({ identifier: ['image_id'] }, { operation, inputs: {} }, ec2, undefined)).toEqual({});
  });
});
