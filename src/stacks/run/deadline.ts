import { SkyqlError } from '../../errors/skyql-error.ts';

/** How long work on a resource may take. */
export interface Deadline {
  /** Ends what is under way; another one for each work. */
  readonly signal: AbortSignal;
  /** Does the work, and throws TIMED_OUT once it has taken too long. */
  within<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createDeadline(milliseconds: number, outer: AbortSignal | undefined): Deadline {
  const open = () => new AbortController();
  const signalOf = ({ signal }: AbortController) => (outer === undefined ? signal : AbortSignal.any([outer, signal]));
  let signal = signalOf(open());
  return {
    get signal() {
      return signal;
    },
    async within(work) {
      const controller = open();
      signal = signalOf(controller);
      const timer = setTimeout(() => controller.abort(), milliseconds);
      try {
        return await work();
      } catch (error) {
        if (!controller.signal.aborted) throw error;
        throw new SkyqlError('TIMED_OUT', `It is not done after ${milliseconds / 1000} s.`, {
          hint: 'The next build goes on with what was begun. Give it more time: timeout: 30m.',
          retryable: true,
          cause: error,
        });
      } finally {
        clearTimeout(timer);
        // What undoes the work is not ended by it.
        signal = signalOf(open());
      }
    },
  };
}
