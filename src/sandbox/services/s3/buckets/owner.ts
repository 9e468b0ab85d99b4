import { createHash } from 'node:crypto';
import type { WireStructure } from '../../../../aws/service-model.ts';

/** An account by its canonical user id, as S3 names owners. */
export function ownerOf(account: string): WireStructure {
  return { ID: createHash('sha256').update(`canonical user ${account}`).digest('hex') };
}
