import { SkyqlError } from '../errors/skyql-error.ts';
import type { Interrupt } from './interrupt.ts';
import type { Progress } from './progress.ts';

/** Asks the person at the keyboard, one question after the other. */
export interface Questions {
  /** Throws `INTERRUPTED` where the answer is Ctrl-C or the end of the input. */
  ask(question: string): Promise<string>;
  /** The line that is taken away while something is asked. */
  progress: Pick<Progress, 'pause' | 'resume'> | undefined;
}

export interface QuestionStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

export function createQuestions(interrupt: Pick<Interrupt, 'signal' | 'abort'>, streams?: QuestionStreams): Questions {
  let last: Promise<unknown> = Promise.resolve();

  async function askNow(question: string): Promise<string> {
    const { createInterface } = await import('node:readline/promises');
    questions.progress?.pause();
    const { input, output } = streams ?? { input: process.stdin, output: process.stderr };
    const reader = createInterface({ input, output });
    // Readline takes Ctrl-C for itself while it asks.
    reader.on('SIGINT', () => interrupt.abort());
    const ended = new Promise<never>((_, reject) => {
      reader.once('close', () => reject(new SkyqlError('INTERRUPTED', 'The question was not answered.')));
    });
    ended.catch(() => undefined);
    try {
      return (await Promise.race([reader.question(question, { signal: interrupt.signal }), ended])).trim();
    } catch (error) {
      throw interrupt.signal.aborted ? new SkyqlError('INTERRUPTED', 'The statement was stopped.') : error;
    } finally {
      reader.close();
      questions.progress?.resume();
    }
  }

  const questions: Questions = {
    progress: undefined,
    ask(question) {
      const answer = last.then(() => askNow(question));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
  return questions;
}
