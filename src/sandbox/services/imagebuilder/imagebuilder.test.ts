import { describe, expect, it } from 'vitest';
import { imagebuilder } from './imagebuilder.ts';
import { conformance } from './test-conformance.ts';

describe('Image Builder', () => {
  it('has every operation of the model and no other', () => {
    const missing = conformance.operationNames.filter((name) => !(name in imagebuilder.operations));
    expect(missing).toEqual([]);
    expect(conformance.operationNames).toHaveLength(77);
    expect(Object.keys(imagebuilder.operations).filter((name) => !conformance.operationNames.includes(name))).toEqual(
      [],
    );
  });
});
