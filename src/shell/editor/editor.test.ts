import { describe, expect, it } from 'vitest';
import { openHistory } from '../history/history.ts';
import { editorBench } from '../testing/editor-bench.ts';
import { keySequences as keys } from '../testing/key-sequences.ts';

const isPending = async (promise: Promise<unknown>) =>
  (await Promise.race([promise.then(() => 'over'), new Promise((resolve) => setImmediate(resolve, 'pending'))])) ===
  'pending';

describe('the editor', () => {
  it('reads a statement of several lines, and shows it as it grows', async () => {
    const { editor, screen, press } = editorBench(openHistory(undefined));
    const written = editor.read();
    await press('select name', keys.enter, "from aws.ec2.images where name = 'データ");
    expect(screen.lines().slice(0, 4)).toEqual([
      'skyql> select name',
      '    -> from aws.ec2.images where name =',
      "'データ",
      '',
    ]);
    expect(screen.cursor()).toEqual({ row: 2, column: 7 });
    await press(keys.enter);
    expect(screen.lines()[3]).toBe("    '>");
    expect(await isPending(written)).toBe(true);
    await press("'", ';', keys.enter);
    expect(await written).toEqual({
      kind: 'text',
      text: "select name\nfrom aws.ec2.images where name = 'データ\n';",
    });
    expect(screen.cursor()).toEqual({ row: 4, column: 0 });
  });

  it('takes a paste whole, and waits', async () => {
    const { editor, screen, press } = editorBench(openHistory(undefined));
    const written = editor.read();
    await press(keys.paste('select 1;\r\nselect 2;\r\n'));
    expect(await isPending(written)).toBe(true);
    expect(screen.lines().slice(0, 3)).toEqual(['skyql> select 1;', '     > select 2;', '     >']);
    await press(keys.enter);
    expect(await written).toEqual({ kind: 'text', text: 'select 1;\nselect 2;\n' });
  });

  it('keeps what was typed ahead in one piece', async () => {
    const { editor, press } = editorBench(openHistory(undefined));
    const first = editor.read();
    await press('select 1;\rselect 2;\rsel');
    expect(await first).toEqual({ kind: 'text', text: 'select 1;' });
    expect(await editor.read()).toEqual({ kind: 'text', text: 'select 2;' });
    const third = editor.read();
    await press('ect 3;\r');
    expect(await third).toEqual({ kind: 'text', text: 'select 3;' });
  });

  it('clears at Ctrl-C, leaves at Ctrl-D, and goes on with what was deleted', async () => {
    const { editor, screen, press } = editorBench(openHistory(undefined));
    const first = editor.read();
    await press('select', keys.ctrlU, 'x', keys.ctrlC);
    expect(await first).toEqual({ kind: 'cancelled' });
    expect(screen.lines()[0]).toBe('skyql> x^C');
    const second = editor.read();
    await press(keys.ctrlY, ';', keys.enter);
    expect(await second).toEqual({ kind: 'text', text: 'select;' });
    const third = editor.read('begun');
    await press(keys.ctrlA, 'x', keys.ctrlK, keys.backspace, keys.ctrlD);
    expect(await third).toEqual({ kind: 'end' });
  });

  it('shows the search below what it has found', async () => {
    const history = openHistory(undefined);
    history.add('select 1;');
    history.add('show services in aws;');
    const { editor, screen, press } = editorBench(history);
    void editor.read();
    await press(keys.ctrlR, 'sel');
    expect(screen.lines().slice(0, 2)).toEqual(['skyql> select 1;', 'history: sel']);
    expect(screen.cursor()).toEqual({ row: 1, column: 12 });
    await press('x');
    expect(screen.lines().slice(0, 2)).toEqual(['skyql> select 1;', 'not in the history: selx']);
    await press(keys.backspace, keys.ctrlA);
    expect(screen.lines().slice(0, 2)).toEqual(['skyql> select 1;', '']);
  });
});
