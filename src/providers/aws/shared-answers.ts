import { SkyqlError } from '../../errors/skyql-error.ts';
import { throwIfAborted } from '../abort.ts';
import type { CallContext } from '../provider.ts';

/** Answers that are asked once for all sessions of a host. */
export interface SharedAnswers<Answer> {
  /** What was answered before, what someone is asking just now, or else what `ask` answers. A failure is not kept. */
  get(key: string, context: Pick<CallContext, 'signal'>, ask: () => Promise<Answer>): Promise<Answer>;
}

export function createSharedAnswers<Answer>(): SharedAnswers<Answer> {
  const kept = new Map<string, Promise<Answer>>();
  return {
    async get(key, { signal }, ask) {
      for (;;) {
        throwIfAborted(signal);
        const known = kept.get(key);
        if (known === undefined) {
          const asked = ask();
          kept.set(key, asked);
          asked.catch(() => kept.delete(key));
          return asked;
        }
        try {
          return await known;
        } catch (error) {
          // The statement of another session asked, and was stopped: this one asks for itself.
          const isStop = error instanceof SkyqlError && error.code === 'INTERRUPTED';
          if (!isStop || signal?.aborted === true) throw error;
        }
      }
    },
  };
}
