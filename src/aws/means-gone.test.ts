import { expect, it } from 'vitest';
import { meansGone } from './means-gone.ts';

it('knows what is gone from what needs something that is gone', () => {
  for (const code of [
    'MISSING',
    'NoSuchBucket',
    'ITEM_DOES_NOT_EXIST',
    'ResourceNotFoundException',
    'InvalidAMIID.NotFound',
    'AWS.SimpleQueueService.NonExistentQueue',
  ])
    expect(meansGone(code), code).toBe(true);
  for (const code of [
    'AccessDenied',
    'INTERNAL_ERROR',
    'EncryptionKeyNotFoundException',
    'KMSNotFound',
    'IamRoleNotFound',
  ])
    expect(meansGone(code), code).toBe(false);
});
