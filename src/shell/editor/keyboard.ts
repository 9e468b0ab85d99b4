import { emitKeypressEvents, type Interface } from 'node:readline';
import type { Key } from './pressed-key.ts';

export interface KeyListener {
  key(key: Key): void;
  /** What was pasted, whole. */
  paste(text: string): void;
  /** Nothing comes any more. */
  end(): void;
}

/** Where keys come from. */
export interface Keyboard {
  /** Hands on every key until the function that it gives is called. The keys come as they are: Ctrl-C is one of them. */
  listen(listener: KeyListener): () => void;
}

/** Of standard input what a keyboard takes. */
export interface KeyStream extends NodeJS.ReadableStream {
  setRawMode?(isRaw: boolean): unknown;
}

/** An Esc that no key follows within so many milliseconds is the Esc key. */
const patience = { escapeCodeTimeout: 60 };

export function createKeyboard(input: KeyStream): Keyboard {
  let listener: KeyListener | undefined;
  let paste: string | undefined;
  /** What nobody has taken yet: it came in one piece with a key that ended the listening. */
  const waiting: ((listener: KeyListener) => void)[] = [];
  let begins = false;

  const deliver = (): void => {
    while (listener !== undefined && !begins) {
      const event = waiting.shift();
      if (event === undefined) return;
      event(listener);
    }
  };
  const tell = (event: (listener: KeyListener) => void): void => {
    waiting.push(event);
    deliver();
  };
  const onKey = (text: string | undefined, key: Key = {}): void => {
    const sequence = key.sequence ?? text ?? '';
    if (key.name === 'paste-start') paste = '';
    else if (key.name === 'paste-end') {
      const whole = paste ?? '';
      paste = undefined;
      tell((to) => to.paste(whole));
    } else if (paste !== undefined && sequence !== '\u0003') paste += sequence;
    else {
      // No paste holds Ctrl-C: the end of this one has not come, and never will.
      paste = undefined;
      tell((to) => to.key({ ...key, sequence }));
    }
  };
  const onEnd = (): void => tell((to) => to.end());

  return {
    listen(next) {
      listener = next;
      // Of the interface that it can belong to readline asks nothing else.
      emitKeypressEvents(input, patience as unknown as Interface);
      input.off('keypress', onKey).on('keypress', onKey);
      input.off('end', onEnd).on('end', onEnd);
      input.setRawMode?.(true);
      input.resume();
      // Once whoever listens has what this gives.
      begins = true;
      queueMicrotask(() => {
        begins = false;
        deliver();
      });
      return () => {
        listener = undefined;
        input.setRawMode?.(false);
        // What is typed from here on is for who reads next; what has come already is for the next listener.
        input.pause();
        queueMicrotask(() => {
          if (listener !== undefined) return;
          input.off('keypress', onKey);
          input.off('end', onEnd);
        });
      };
    },
  };
}
