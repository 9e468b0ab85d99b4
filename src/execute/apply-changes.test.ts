import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { ChangeResult, PlannedChange } from '../providers/change.ts';
import type { CallContext, Provider } from '../providers/provider.ts';
import { applyChanges } from './apply-changes.ts';

const deletion = (identifier: string): PlannedChange => ({
  kind: 'delete',
  resource: { provider: 'aws', service: 'sagemaker', resource: 'images' },
  scope: { connection: 'default', region: 'us-east-1' },
  method: 'delete_resource',
  key: [identifier],
  identifier,
  values: {},
  note: '',
  permissions: [],
  wait: true,
});

/** A provider that can do nothing but make changes. */
function changing(apply: (identifier: string, context: CallContext) => Promise<ChangeResult>): Provider {
  return { apply: (change, context) => apply(change.identifier ?? '', context) } as Provider;
}

const statuses = (outcomes: readonly { readonly identifier: string | null; readonly status: string }[]) =>
  outcomes.map(({ identifier, status }) => `${identifier} ${status}`);

describe('applyChanges', () => {
  it('goes on after a failure, and tells of each in the order in which they were given', async () => {
    const provider = changing(async (identifier) => {
      if (identifier === 'b') throw new SkyqlError('ACCESS_DENIED', 'No.');
      return { status: 'SUCCESS', identifier };
    });
    const outcomes = await applyChanges(provider, ['a', 'b', 'c'].map(deletion), { failFast: false }, {});
    expect(statuses(outcomes)).toEqual(['a SUCCESS', 'b FAILED', 'c SUCCESS']);
    expect(outcomes[1]).toMatchObject({ errorCode: 'ACCESS_DENIED', message: 'No.' });
  });

  it('tries nothing after a failure when told so', async () => {
    const provider = changing(async (identifier) => ({ status: identifier === 'a' ? 'FAILED' : 'SUCCESS' }));
    const outcomes = await applyChanges(provider, ['a', 'b'].map(deletion), { failFast: true }, {});
    expect(statuses(outcomes)).toEqual(['a FAILED', 'b SKIPPED']);
  });

  it('tells what is done, what is on its way and what was not tried when it is stopped', async () => {
    const stop = new AbortController();
    const identifiers = Array.from({ length: 12 }, (_, index) => `image-${index}`);
    const stopped = new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
    const provider = changing(async (identifier) => {
      if (identifier === 'image-0') return { status: 'SUCCESS', identifier };
      // Ten are on their way at once, so this one takes the place of the first.
      if (identifier === 'image-10') stop.abort();
      await stopped;
      throw new SkyqlError('OUTCOME_UNKNOWN', 'Stopped on its way.');
    });
    const outcomes = await applyChanges(
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

  it('calls what was stopped before it was sent not tried, and a fault of its own not known', async () => {
    const provider = changing(async (identifier) => {
      if (identifier === 'a') throw new SkyqlError('INTERRUPTED', 'The statement was stopped.');
      if (identifier === 'b') throw new TypeError('x is not a function');
      return { status: 'SUCCESS', identifier };
    });
    const outcomes = await applyChanges(provider, ['a', 'b', 'c'].map(deletion), { failFast: false }, {});
    expect(statuses(outcomes)).toEqual(['a SKIPPED', 'b UNKNOWN', 'c SUCCESS']);
    expect(outcomes[1]).toMatchObject({ errorCode: 'INTERNAL' });
  });
});
