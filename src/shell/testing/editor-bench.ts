import { PassThrough } from 'node:stream';
import { plainStyle } from '../../terminal/style.ts';
import { createEditor, type Editor, type EditorSettings } from '../editor/editor.ts';
import { createKeyboard } from '../editor/keyboard.ts';
import type { History } from '../history/history.ts';
import { type VtScreen, vtScreen } from './vt-screen.ts';

/** An editor on a terminal of the tests, and the keys that are pressed at it. */
export interface EditorBench {
  readonly editor: Editor;
  readonly screen: VtScreen;
  /** Resolves when what the keys change is painted. */
  press(...keys: readonly string[]): Promise<void>;
}

export function editorBench(
  history: History,
  {
    columns = 40,
    rows = 12,
    complete,
  }: { columns?: number; rows?: number; complete?: EditorSettings['complete'] } = {},
): EditorBench {
  const screen = vtScreen(columns, rows);
  const input = new PassThrough();
  const editor = createEditor({
    prompt: 'skyql',
    style: plainStyle,
    history,
    ...(complete !== undefined && { complete }),
    ended: new AbortController().signal,
    keyboard: createKeyboard(input),
    screen: {
      write: (text) => screen.write(text),
      columns,
      rows,
      onResize: () => () => undefined,
    },
  });
  return {
    editor,
    screen,
    async press(...keys) {
      input.write(keys.join(''));
      // The stream hands on, then the editor paints.
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
