import { describe, expect, it } from 'vitest';
import { servicesSignedAs } from './signing-names.ts';

describe('servicesSignedAs', () => {
  it.each([
    ['sqs', ['sqs']],
    ['monitoring', ['cloudwatch']],
    ['nobody', []],
  ])('knows what %s signs for', async (name, services) => {
    expect(await servicesSignedAs(name)).toEqual(services);
  });

  it('knows names that several services share', async () => {
    expect(await servicesSignedAs('ses')).toEqual(expect.arrayContaining(['ses', 'sesv2']));
  });
});
