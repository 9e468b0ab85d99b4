import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualifiedNameParts } from './qualified-name.ts';
import { qualifiedName } from './quote.ts';

describe('qualifiedNameParts', () => {
  it('takes a name apart, quoted or not, and leaves what follows it', () => {
    expect(qualifiedNameParts('aws.ec2.images')).toEqual(['aws', 'ec2', 'images']);
    expect(qualifiedNameParts('"aws 2".ec2."a.b" AS x')).toEqual(['aws 2', 'ec2', 'a.b']);
  });

  it('gives back what was put together', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => {
        expect(qualifiedNameParts(qualifiedName(parts))).toEqual(parts);
      }),
    );
  });
});
