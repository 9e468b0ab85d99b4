import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import { invalidVersion } from '../faults.ts';
import { type VersionedRecord, versionsOf } from '../tables.ts';
import { nextVersion, parseVersionPattern } from './versions.ts';

/**
 * The version that a create request makes: its `semanticVersion`, wildcards counted up from what its name has already.
 * Throws InvalidVersionNumberException.
 */
export function requestedVersion(input: WireStructure, existing: Iterable<VersionedRecord>): string {
  const pattern = textOf(input.semanticVersion) ?? '';
  if (!parseVersionPattern(pattern)) throw invalidVersion(pattern);
  const version = nextVersion(pattern, versionsOf(existing, textOf(input.name) ?? ''));
  if (!parseVersionPattern(version)) throw invalidVersion(version);
  return version;
}
