import { openCatalog } from '../src/catalog/open-catalog.ts';
import { withOtherNames } from '../src/naming/with-other-names.ts';
import { completeEntry } from '../src/shell/complete-entry.ts';
import { applyKey } from '../src/shell/editor/apply-key.ts';
import { editorState } from '../src/shell/editor/editor-state.ts';
import { editorView } from '../src/shell/editor/editor-view.ts';
import type { Key } from '../src/shell/editor/pressed-key.ts';
import { offered } from '../src/shell/editor/menu.ts';
import { createPainter } from '../src/shell/editor/painter.ts';
import { styleOf } from '../src/terminal/style.ts';
import type { Figure } from './figure.ts';
import { median } from './median.ts';

const line = "i.name, i.region, (SELECT count(*) FROM aws.ec2.images WHERE name = 'データ') AS n";
const text = `SELECT ${Array.from({ length: 49 }, () => line).join(',\n')}\nFROM aws.imagebuilder.images i WHERE i.`;
const keys: readonly Key[] = [...'date_c', 'left', 'right', 'backspace', ' ', 'up', 'down'].map((name) =>
  name.length === 1 ? { sequence: name } : { name, sequence: '\u001b[' },
);
const warm = 60;
const presses = 240;

/** What a key costs in a statement of fifty lines, from the key to what is written to the terminal. */
export async function shellKeyFigures(): Promise<readonly Figure[]> {
  return [
    figure('A key in a statement of 50 lines', await press(false), 2),
    figure('A key, and the suggestions for it', await press(true), 8),
  ];
}

async function press(suggests: boolean): Promise<readonly number[]> {
  const known = { catalogs: [withOtherNames(openCatalog('aws'))], use: [] };
  const terminal = { outputIsScreen: true, errorIsScreen: true, environment: {} };
  const style = styleOf(terminal as unknown as Parameters<typeof styleOf>[0], 'error');
  let state = editorState({ text, cursor: text.length });
  const painter = createPainter({ write: () => undefined, columns: 80, rows: 60 });
  const paint = () => painter.paint(editorView(state, { prompt: 'skyql', width: 80, style }));
  const times: number[] = [];
  for (let index = 0; index < warm + presses; index++) {
    const { user, system } = process.cpuUsage();
    state = applyKey(state, keys[index % keys.length] ?? {}, []).state;
    paint();
    if (suggests) {
      const { text: whole, cursor } = state.buffer;
      state = offered(state, await completeEntry(whole, cursor, known), 'typing');
      paint();
    }
    const taken = process.cpuUsage({ user, system });
    if (index >= warm) times.push((taken.user + taken.system) / 1_000);
  }
  return times;
}

function figure(what: string, times: readonly number[], goal: number): Figure {
  const sorted = [...times].sort((one, other) => one - other);
  const most = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return {
    what: `${what}: processor time`,
    measured: `${median(times).toFixed(1)} ms`,
    beside: `95 of 100 under ${most.toFixed(1)} ms, the worst of ${times.length} ${(sorted.at(-1) ?? 0).toFixed(1)} ms`,
    goal: `the median under ${goal} ms`,
    holds: median(times) < goal,
  };
}
