import { describe, expect, it } from 'vitest';
import { imagebuilder } from './imagebuilder.ts';
import { operationNames } from './test-conformance.ts';

describe('Image Builder', () => {
  it('has every operation of the model but those that need what the sandbox has not', () => {
    const missing = operationNames().filter((name) => !(name in imagebuilder.operations));
    expect(missing.sort()).toEqual(['GetMarketplaceResource', 'ListWaitingWorkflowSteps', 'SendWorkflowStepAction']);
    expect(Object.keys(imagebuilder.operations).filter((name) => !operationNames().includes(name))).toEqual([]);
  });
});
