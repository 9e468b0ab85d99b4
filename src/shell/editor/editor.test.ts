import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
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

  it('survives whatever a terminal sends, half of a paste too', async () => {
    const pieces = [
      '\u001b',
      '[',
      '200~',
      '201~',
      '1;5',
      'D',
      '\u001b[99;99;99~',
      '\u001bO',
      '\u0000',
      '\u009b',
      'ß',
      '👍',
      '\r',
      '\t',
      'x',
      ';',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), async (pressed) => {
        const { editor, press } = editorBench(openHistory(undefined));
        const written = editor.read();
        await press(...pressed.filter((piece) => piece !== '\r' && piece !== ';'), '\u001b[m', keys.ctrlC, keys.ctrlC);
        expect(await written).toEqual({ kind: 'cancelled' });
      }),
      { numRuns: 40 },
    );
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

describe('suggestions', () => {
  const complete = async (text: string, cursor: number) => ({
    from: text.lastIndexOf(' ', cursor - 1) + 1,
    to: cursor,
    suggestions: ['name', 'name_prefix'].map((name) => ({ text: name, kind: 'column' as const, detail: 'string' })),
  });

  it('come at Tab, stand below the text, and go', async () => {
    const { editor, screen, press } = editorBench(openHistory(undefined), { complete });
    const written = editor.read();
    await press('select n', keys.tab);
    expect(screen.lines().slice(0, 4)).toEqual([
      'skyql> select name',
      '  name         string',
      '  name_prefix  string',
      '',
    ]);
    await press(keys.tab, keys.tab);
    expect(screen.lines().slice(0, 3)).toEqual([
      'skyql> select name_prefix',
      '  name         string',
      '› name_prefix  string',
    ]);
    expect(screen.cursor()).toEqual({ row: 0, column: 25 });
    await press(';', keys.enter);
    expect(await written).toEqual({ kind: 'text', text: 'select name_prefix;' });
    expect(screen.lines().slice(0, 2)).toEqual(['skyql> select name_prefix;', '']);
  });

  it('come once nothing is typed for a moment, and not for what was typed on meanwhile', async () => {
    let asked = 0;
    const { editor, screen, press } = editorBench(openHistory(undefined), {
      complete: (text, cursor) => {
        asked += 1;
        return complete(text, cursor);
      },
    });
    void editor.read();
    await press('select n');
    expect([asked, screen.lines()[1]]).toEqual([0, '']);
    await vi.waitFor(() => expect(screen.lines()[1]).toBe('  name         string'));
    await press('a');
    expect([asked, screen.lines()[1]]).toEqual([1, '']);
  });
});
