import { SkyqlError } from '../errors/skyql-error.ts';
import { throwIfAborted } from './abort.ts';
import type { CallContext } from './provider.ts';

/**
 * Waits for what several statements wait for, and one of them asked. Where that one is stopped what it asked fails for all of
 * them: the others, who were not stopped, ask again. Throws `INTERRUPTED` where the own statement is stopped.
 */
export async function despiteOtherStops<Answer>(
  { signal }: Pick<CallContext, 'signal'>,
  get: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    throwIfAborted(signal);
    try {
      return await get();
    } catch (error) {
      const isStop = error instanceof SkyqlError && error.code === 'INTERRUPTED';
      if (!isStop || signal?.aborted === true) throw error;
    }
  }
}
