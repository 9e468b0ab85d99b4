import { firstWildcardNode, maximumVersionNode } from '../assumptions.ts';

export type VersionNode = number | 'x';
export type VersionPattern = readonly [VersionNode, VersionNode, VersionNode];

/**
 * Reads `1.0.0`, `1.0.x` or `x.x.x`. Undefined when a number follows an `x` (`x.2.x`), a node is too great or the text
 * is no version at all.
 */
export function parseVersionPattern(text: string): VersionPattern | undefined {
  const nodes = text.split('.').map((node) => (node === 'x' ? node : /^\d+$/.test(node) ? Number(node) : undefined));
  const [major, minor, patch] = nodes;
  if (nodes.length !== 3 || major === undefined || minor === undefined || patch === undefined) return undefined;
  if (nodes.some((node) => typeof node === 'number' && node > maximumVersionNode)) return undefined;
  const wildcard = nodes.indexOf('x');
  if (wildcard >= 0 && nodes.slice(wildcard).some((node) => node !== 'x')) return undefined;
  return [major, minor, patch];
}

export function isWildcard(version: string): boolean {
  return version.includes('x');
}

export function versionMatches(version: string, pattern: string): boolean {
  const nodes = version.split('.');
  return pattern.split('.').every((node, index) => node === 'x' || Number(node) === Number(nodes[index]));
}

/** Orders versions node by node, as numbers: `1.10.0` comes after `1.9.9`. */
export function compareVersions(left: string, right: string): number {
  const rightNodes = right.split('.').map(Number);
  const leftNodes = left.split('.').map(Number);
  const at = leftNodes.findIndex((node, index) => node !== rightNodes[index]);
  return at < 0 ? 0 : (leftNodes[at] ?? 0) - (rightNodes[at] ?? 0);
}

/**
 * The version that a create request with wildcards makes: the first wildcard node becomes one more than in the latest
 * version that matches, later ones 0 (`1.0.x` after `1.0.4` makes `1.0.5`).
 */
export function nextVersion(pattern: string, existing: readonly string[]): string {
  if (!isWildcard(pattern)) return pattern;
  const latest = existing
    .filter((version) => versionMatches(version, pattern))
    .sort(compareVersions)
    .at(-1);
  const nodes = pattern.split('.');
  if (latest === undefined) return nodes.map((node) => (node === 'x' ? firstWildcardNode : node)).join('.');
  const wildcard = nodes.indexOf('x');
  const latestNodes = latest.split('.').map(Number);
  return latestNodes
    .map((node, index) => (index < wildcard ? node : index === wildcard ? node + 1 : firstWildcardNode))
    .join('.');
}

/** What create and get operations say beside a versioned resource: its ARN with wildcards, at each level. */
export type LatestVersionReferences = {
  readonly latestVersionArn: string;
  readonly latestMajorVersionArn: string;
  readonly latestMinorVersionArn: string;
  readonly latestPatchVersionArn: string;
};

/** `arn` is the resource's, with or without build number. */
export function latestVersionReferences(arn: string): LatestVersionReferences {
  const [base, version] = splitVersion(arn);
  const [major, minor] = version.split('.');
  return {
    latestVersionArn: `${base}/x.x.x`,
    latestMajorVersionArn: `${base}/${major}.x.x`,
    latestMinorVersionArn: `${base}/${major}.${minor}.x`,
    latestPatchVersionArn: `${base}/${version}`,
  };
}

function splitVersion(arn: string): readonly [string, string] {
  const match = /^(.*?)\/(\d+\.\d+\.\d+)(?:\/\d+)?$/.exec(arn);
  return [match?.[1] ?? arn, match?.[2] ?? '0.0.0'];
}
