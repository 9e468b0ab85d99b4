import type { Completion } from '../../completion/completion.ts';
import type { Style } from '../../terminal/style.ts';
import type { History } from '../history/history.ts';
import { applyKey, type Effect, pasted } from './apply-key.ts';
import { bufferOf } from './buffer.ts';
import { type EditorState, editorState } from './editor-state.ts';
import { editorView, mostColoured } from './editor-view.ts';
import type { Keyboard } from './keyboard.ts';
import { offered } from './menu.ts';
import { createPainter, type Screen } from './painter.ts';
import { type Key, nameOfKey } from './pressed-key.ts';

/** What came of writing: a text to run, one to be written on in another editor, nothing, or the wish to leave. */
export type Written =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'end' };

export interface Editor {
  /** Lets a text be written, which begins with `text`. `fault` says where the newest entry of the history was wrong. */
  read(text?: string, fault?: number): Promise<Written>;
}

export interface EditorSettings {
  readonly prompt: string;
  readonly style: Style;
  readonly screen: EditorScreen;
  readonly keyboard: Keyboard;
  readonly history: History;
  /** What could stand at the cursor of a text. Asked for at Tab and, unless `waitsForTab` says otherwise, once nothing is typed for a moment. */
  readonly complete?: (text: string, cursor: number) => Promise<Completion>;
  readonly waitsForTab?: () => boolean;
  /** Aborts when the process is told to end. */
  readonly ended: AbortSignal;
  /** Puts the process to sleep as Ctrl-Z does, and comes back when it goes on. */
  readonly suspend?: () => Promise<void>;
}

export interface EditorScreen extends Screen {
  /** Tells when the screen has another size, until the function that it gives is called. */
  onResize(listener: () => void): () => void;
}

/** So many milliseconds after the last key suggestions are shown. */
const pauseBefore = 150;
const startPasting = '\u001b[?2004h';
/** What is pasted comes as if it were typed again. */
export const endPasting = '\u001b[?2004l';

export function createEditor(settings: EditorSettings): Editor {
  const { screen, style, keyboard, history, prompt } = settings;
  let killed: readonly string[] = [];

  return {
    read(text = '', fault) {
      return new Promise((resolve) => {
        const painter = createPainter(screen);
        let state: EditorState = editorState(bufferOf(text), { killed, fault });
        let columns = screen.columns;
        let isPlanned = false;
        let pause: NodeJS.Timeout | undefined;
        let stopListening: (() => void) | undefined;
        let unwatch: (() => void) | undefined;

        const view = (tail?: string) => editorView(state, { prompt, width: Math.max(1, screen.columns), style }, tail);

        const begin = (): void => {
          screen.write(startPasting);
          stopListening = keyboard.listen({
            key: (key) => {
              if (stopListening === undefined) return;
              const result = applyKey(state, key, history.entries);
              state = result.state;
              if (result.effect !== undefined) act(result.effect);
              else suggestLater(key);
              planPaint();
            },
            paste: (pastedText) => {
              if (stopListening === undefined) return;
              state = pasted(state, pastedText);
              planPaint();
            },
            end: () => leave(),
          });
          unwatch = screen.onResize(() => {
            painter.resize(view(), columns);
            columns = screen.columns;
          });
          painter.paint(view());
        };

        const leaveScreen = (tail?: string): void => {
          painter.finish(view(tail));
          screen.write(endPasting);
          unwatch?.();
          stopListening?.();
          stopListening = undefined;
        };

        const end = (written: Written, tail?: string): void => {
          if (stopListening === undefined) return;
          killed = state.killed;
          clearTimeout(pause);
          state = { ...state, menu: undefined };
          settings.ended.removeEventListener('abort', leave);
          leaveScreen(tail);
          resolve(written);
        };

        const leave = (): void => end({ kind: 'end' });

        function act(effect: Effect): void {
          const whole = state.buffer.text;
          if (effect === 'accept') end({ kind: 'text', text: whole });
          else if (effect === 'edit') end({ kind: 'edit', text: whole });
          else if (effect === 'cancel') end({ kind: 'cancelled' }, '^C');
          else if (effect === 'leave') leave();
          else if (effect === 'complete') void suggest('tab');
          else if (effect === 'redraw') {
            screen.write('\u001b[H\u001b[2J');
            painter.forget();
          } else if (effect === 'suspend' && settings.suspend !== undefined) {
            leaveScreen();
            void settings.suspend().then(begin);
          }
        }

        /** Once nothing is typed for a moment: what is being typed is looked at, not what is moved over or deleted. */
        function suggestLater(key: Key): void {
          clearTimeout(pause);
          if (settings.complete === undefined || settings.waitsForTab?.() || nameOfKey(key) !== undefined) return;
          if (state.buffer.text.length > mostColoured) return;
          if (state.search === undefined) pause = setTimeout(() => void suggest('typing'), pauseBefore);
        }

        async function suggest(asked: 'tab' | 'typing'): Promise<void> {
          clearTimeout(pause);
          const { buffer } = state;
          const completion = await settings.complete?.(buffer.text, buffer.cursor).catch(() => undefined);
          // Who has typed on meanwhile asks again.
          if (completion === undefined || state.buffer !== buffer || stopListening === undefined) return;
          state = offered(state, completion, asked);
          planPaint();
        }

        /** Keys that come together, typed ahead or pasted, are painted once. */
        function planPaint(): void {
          if (isPlanned) return;
          isPlanned = true;
          setImmediate(() => {
            isPlanned = false;
            if (stopListening !== undefined) painter.paint(view());
          });
        }

        settings.ended.addEventListener('abort', leave, { once: true });
        begin();
      });
    },
  };
}
