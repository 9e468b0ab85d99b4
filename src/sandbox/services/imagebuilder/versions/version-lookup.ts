import { parseArn } from '../arns.ts';
import { invalidValue } from '../faults.ts';
import { compareVersions, isWildcard, parseVersionPattern, versionMatches } from './versions.ts';

interface Identified {
  readonly arn: string;
}

/**
 * The record that an ARN means: itself, or, with wildcards or without a build number, the latest one that fits.
 * Throws InvalidParameterValueException for wildcards left of numbers (`x.2.x`).
 */
export function findVersion<Record extends Identified>(
  records: Iterable<Record>,
  arn: string,
  parameter: string,
): Record | undefined {
  const wanted = parseArn(arn);
  if (wanted?.version === undefined) return undefined;
  if (isWildcard(wanted.version) && !parseVersionPattern(wanted.version))
    throw invalidValue(parameter, `Every node to the right of a wildcard must be a wildcard too: '${arn}'.`);
  return latest([...records].filter((record) => arnMatches(record.arn, arn)));
}

/** Whether an ARN with wildcards, or without a build number, covers the ARN of a resource. */
export function arnMatches(arn: string, pattern: string): boolean {
  if (arn === pattern) return true;
  const found = parseArn(arn);
  const wanted = parseArn(pattern);
  if (found?.version === undefined || wanted?.version === undefined) return false;
  const sameName =
    found.kind === wanted.kind &&
    found.name === wanted.name &&
    found.account === wanted.account &&
    found.region === wanted.region;
  return (
    sameName &&
    versionMatches(found.version, wanted.version) &&
    (wanted.build === undefined || wanted.build === found.build)
  );
}

/** The record of the highest version, and of that the highest build. */
export function latest<Record extends Identified>(records: readonly Record[]): Record | undefined {
  return [...records].sort(compareArns).at(-1);
}

/** Orders ARNs of one name by version and build, oldest first. */
export function compareArns(left: Identified, right: Identified): number {
  const leftArn = parseArn(left.arn);
  const rightArn = parseArn(right.arn);
  const byVersion = compareVersions(leftArn?.version ?? '0.0.0', rightArn?.version ?? '0.0.0');
  return byVersion === 0 ? (leftArn?.build ?? 0) - (rightArn?.build ?? 0) : byVersion;
}
