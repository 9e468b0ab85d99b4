import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { CallContext, MutationRequest, MutationResult, Provider } from '../providers/provider.ts';
import { runMutations } from './run-mutations.ts';

const deletion = (identifier: string): { readonly request: MutationRequest } => ({
  request: {
    kind: 'delete',
    resource: { provider: 'aws', service: 'sagemaker', resource: 'images' },
    scope: { connection: 'default', region: 'us-east-1' },
    method: 'delete_resource',
    identifier,
    wait: true,
  },
});

/** A provider that can do nothing but make changes. */
function mutating(mutate: (identifier: string, context: CallContext) => Promise<MutationResult>): Provider {
  return {
    mutate: (request: MutationRequest, context: CallContext) => mutate(request.identifier ?? '', context),
  } as Provider;
}

const statuses = (outcomes: readonly { readonly identifier: string | null; readonly status: string }[]) =>
  outcomes.map(({ identifier, status }) => `${identifier} ${status}`);

describe('runMutations', () => {
  it('goes on after a failure, and tells of each in the order in which they were given', async () => {
    const provider = mutating(async (identifier) => {
      if (identifier === 'b') throw new SkyqlError('ACCESS_DENIED', 'No.');
      return { status: 'SUCCESS', identifier };
    });
    const outcomes = await runMutations(provider, ['a', 'b', 'c'].map(deletion), { failFast: false }, {});
    expect(statuses(outcomes)).toEqual(['a SUCCESS', 'b FAILED', 'c SUCCESS']);
    expect(outcomes[1]).toMatchObject({ errorCode: 'ACCESS_DENIED', message: 'No.' });
  });

  it('tries nothing after a failure when told so', async () => {
    const provider = mutating(async (identifier) => ({ status: identifier === 'a' ? 'FAILED' : 'SUCCESS' }));
    const outcomes = await runMutations(provider, ['a', 'b'].map(deletion), { failFast: true }, {});
    expect(statuses(outcomes)).toEqual(['a FAILED', 'b SKIPPED']);
  });

  it('tells what is done, what is on its way and what was not tried when it is stopped', async () => {
    const stop = new AbortController();
    const identifiers = Array.from({ length: 12 }, (_, index) => `image-${index}`);
    const stopped = new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
    const provider = mutating(async (identifier) => {
      if (identifier === 'image-0') return { status: 'SUCCESS', identifier };
      // Ten are on their way at once, so this one takes the place of the first.
      if (identifier === 'image-10') stop.abort();
      await stopped;
      throw new SkyqlError('INTERRUPTED', 'The statement was stopped.');
    });
    const outcomes = await runMutations(
      provider,
      identifiers.map(deletion),
      { failFast: false },
      { signal: stop.signal },
    );
    const found = statuses(outcomes);
    expect(found[0]).toBe('image-0 SUCCESS');
    expect(found[1]).toBe('image-1 UNKNOWN');
    expect(found.at(-1)).toBe('image-11 SKIPPED');
  });
});
