import { expect, it } from 'vitest';
import { recordingTerminal } from '../recording-terminal.ts';
import { styleOf } from '../style.ts';
import { createFormatter } from './create-formatter.ts';
import type { OutputFormat } from './output-format.ts';

it('shows numbers of fixed decimals with all of them, where they are text', () => {
  const columns = ['DECIMAL(19,2)', 'DECIMAL(38,2)', 'DECIMAL(38,10)', 'DOUBLE', 'VARCHAR', 'DECIMAL(4,1)'].map(
    (type, index) => ({ name: `c${index}`, type }),
  );
  const cells = [3.3, '-12345678901234567', 1.5, 2, '7', null];
  const shown = (format: OutputFormat): string => {
    const formatter = createFormatter(format, { style: styleOf(recordingTerminal(), 'output', false) });
    return formatter.begin(columns) + formatter.row(cells) + formatter.end();
  };
  expect(shown('csv').split('\r\n')[1]).toBe('3.30,-12345678901234567.00,1.5,2,7,');
  expect(shown('markdown').split('\n')[2]).toBe('| 3.30 | -12345678901234567.00 | 1.5 | 2 | 7 | NULL |');
  expect(shown('jsonl')).toContain('"c0":3.3,');
});
