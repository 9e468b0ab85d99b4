import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  latestVersionReferences,
  nextVersion,
  parseVersionPattern,
  versionMatches,
} from './versions.ts';

const node = fc.integer({ min: 0, max: 20 });
const version = fc.tuple(node, node, node).map((nodes) => nodes.join('.'));
const pattern = fc
  .tuple(node, node, node, fc.integer({ min: 0, max: 3 }))
  .map(([major, minor, patch, fixed]) => [major, minor, patch].map((each, at) => (at < fixed ? each : 'x')).join('.'));

describe('versions', () => {
  it.each(['1.0.0', '1.0.x', '1.x.x', 'x.x.x', '2024.11.15', '0.0.1073741823'])('reads %s', (text) => {
    expect(parseVersionPattern(text)).toBeDefined();
  });

  it.each(['x.2.x', '1.x.8', 'x.x.1', '1.0', '1.0.0.0', '1.0.1073741824', '1.a.0', ''])('refuses %s', (text) => {
    expect(parseVersionPattern(text)).toBeUndefined();
  });

  it('compares numbers, not texts', () => {
    expect(['1.10.0', '1.9.9', '2.0.0', '1.9.10'].sort(compareVersions)).toEqual([
      '1.9.9',
      '1.9.10',
      '1.10.0',
      '2.0.0',
    ]);
  });

  it.each([
    ['x.x.x', '2.2.4'],
    ['1.x.x', '1.7.8'],
    ['1.6.x', '1.6.8'],
  ])('%s covers %s as the latest', (text, expected) => {
    const matching = ['2.2.4', '1.7.8', '1.6.8'].filter((each) => versionMatches(each, text));
    expect(matching.sort(compareVersions).at(-1)).toBe(expected);
  });

  it.each([
    ['1.0.x', ['1.0.4', '1.1.9'], '1.0.5'],
    ['1.x.x', ['1.0.4', '1.1.9'], '1.2.0'],
    ['x.x.x', ['1.0.4'], '2.0.0'],
    ['3.0.x', ['1.0.4'], '3.0.0'],
    ['1.0.4', ['1.0.4'], '1.0.4'],
  ])('%s after %j makes %s', (text, existing, expected) => {
    expect(nextVersion(text, existing)).toBe(expected);
  });

  it('makes a version that fits its pattern and comes after all that fit it', () => {
    fc.assert(
      fc.property(pattern, fc.array(version, { maxLength: 8 }), (text, existing) => {
        const made = nextVersion(text, existing);
        expect(versionMatches(made, text)).toBe(true);
        if (!text.includes('x')) return;
        for (const each of existing.filter((one) => versionMatches(one, text)))
          expect(compareVersions(made, each)).toBeGreaterThan(0);
      }),
    );
  });

  it('refers to the latest version at each level, without a build number', () => {
    const base = 'arn:aws:imagebuilder:us-east-1:111122223333:image/golden';
    expect(latestVersionReferences(`${base}/1.2.3/4`)).toEqual({
      latestVersionArn: `${base}/x.x.x`,
      latestMajorVersionArn: `${base}/1.x.x`,
      latestMinorVersionArn: `${base}/1.2.x`,
      latestPatchVersionArn: `${base}/1.2.3`,
    });
  });
});
