import { despiteOtherStops } from '../despite-other-stops.ts';
import type { CallContext } from '../provider.ts';

/** Answers that are asked once for all sessions of a host. */
export interface SharedAnswers<Answer> {
  /** What was answered before, what someone is asking just now, or else what `ask` answers. A failure is not kept. */
  get(key: string, context: Pick<CallContext, 'signal'>, ask: () => Promise<Answer>): Promise<Answer>;
}

export function createSharedAnswers<Answer>(): SharedAnswers<Answer> {
  const kept = new Map<string, Promise<Answer>>();
  return {
    get: (key, context, ask) =>
      despiteOtherStops(context, () => {
        const known = kept.get(key);
        if (known !== undefined) return known;
        const asked = ask();
        kept.set(key, asked);
        asked.catch(() => kept.delete(key));
        return asked;
      }),
  };
}
