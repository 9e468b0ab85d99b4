import { createInterface } from 'node:readline';
import type { Editor, Written } from './editor.ts';
import type { KeyStream } from './keyboard.ts';
import { readEntries } from './read-entries.ts';

export interface PlainEditorSettings {
  readonly prompt: string;
  readonly input: KeyStream;
  write(text: string): void;
  readonly ended: AbortSignal;
}

/** Of a terminal that cannot move its cursor (`TERM=dumb`): reads lines as it gives them, until a statement is whole. */
export function createPlainEditor({ prompt, input, write, ended }: PlainEditorSettings): Editor & { clear(): void } {
  let clear: () => void = () => undefined;
  return {
    clear: () => clear(),
    read(text = '') {
      return new Promise((resolve) => {
        let whole = text === '' ? '' : `${text}\n`;
        const ask = (): void => write(whole === '' ? `${prompt}> ` : '-> '.padStart(prompt.length + 2));
        const lines = createInterface({ input, terminal: false });
        const end = (written: Written): void => {
          ended.removeEventListener('abort', leave);
          lines.off('close', leave);
          lines.close();
          clear = () => undefined;
          resolve(written);
        };
        const leave = (): void => end({ kind: 'end' });
        clear = () => {
          write('\n');
          end({ kind: 'cancelled' });
        };
        lines.on('line', (line) => {
          whole += line;
          if (whole.trim() === '' || readEntries(whole, { brackets: true }).isComplete)
            end({ kind: 'text', text: whole });
          else {
            whole += '\n';
            ask();
          }
        });
        lines.on('close', leave);
        ended.addEventListener('abort', leave, { once: true });
        if (text !== '') write(`${text}\n`);
        ask();
      });
    },
  };
}
