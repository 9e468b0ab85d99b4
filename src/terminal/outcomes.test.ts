import { describe, expect, it } from 'vitest';
import type { Row } from '../data/value.ts';
import { createOutcomes } from './outcomes.ts';
import type { ResultFormat } from './output/output-format.ts';
import { recordingTerminal } from './recording-terminal.ts';
import { styleOf } from './style.ts';

const made: Row = {
  operation: 'CREATE',
  identifier: 'web\u001b[2J',
  status: 'SUCCESS',
  error_code: null,
  message: null,
  request_token: 't-1',
  region: 'us-east-1',
};
const lost: Row = { ...made, status: 'UNKNOWN', identifier: null, error_code: 'OUTCOME_UNKNOWN', message: 'Cut.' };

function setUp(format: ResultFormat, quiet = false) {
  const terminal = recordingTerminal();
  const progress = { update: () => undefined, pause: () => undefined, resume: () => undefined, end: () => undefined };
  const outcomes = createOutcomes({ format, quiet, style: styleOf(terminal, 'error', false), terminal, progress });
  const tell = (outcome: Row, isAnswer = true) => outcomes.update({ kind: 'outcome', outcome, isAnswer });
  return { terminal, outcomes, tell };
}

describe('createOutcomes', () => {
  it('writes rows in JSON lines, and lines on standard error else', () => {
    const lines = setUp('jsonl');
    lines.tell(made);
    lines.tell(lost);
    expect(
      lines.terminal
        .output()
        .split('\n')
        .slice(0, 2)
        .map((line) => JSON.parse(line)),
    ).toEqual([made, lost]);
    expect(lines.terminal.errors()).toBe('');
    expect([lines.outcomes.rows, lines.outcomes.unknown]).toEqual([2, 1]);
    const table = setUp('table');
    table.tell(made);
    table.tell(lost);
    table.tell({ ...made, status: 'SKIPPED' });
    expect(table.terminal.output()).toBe('');
    expect(table.terminal.errors()).toBe(
      'CREATE SUCCESS web\\x1b[2J · us-east-1 · request t-1\nCREATE UNKNOWN us-east-1 · request t-1 · OUTCOME_UNKNOWN: Cut.\n',
    );
    expect([table.outcomes.rows, table.outcomes.unknown, table.outcomes.skipped]).toEqual([0, 1, 1]);
  });

  it('leaves the rows to RETURNING, and says nothing where it is to be quiet', () => {
    const returning = setUp('jsonl');
    returning.tell(made, false);
    expect([returning.terminal.output(), returning.outcomes.rows]).toEqual(['', 0]);
    expect(returning.terminal.errors()).toContain('CREATE SUCCESS');
    const quiet = setUp('csv', true);
    quiet.tell(lost);
    expect([quiet.terminal.errors(), quiet.outcomes.unknown]).toEqual(['', 1]);
  });

  it('tells once that a request was accepted', () => {
    const { terminal, outcomes } = setUp('csv');
    for (const status of ['PENDING', 'IN_PROGRESS', 'SUCCESS'])
      outcomes.update({ kind: 'mutation', operation: 'CREATE', status, requestToken: 't-1', region: 'us-east-1' });
    expect(terminal.errors()).toBe('CREATE accepted us-east-1 · request t-1\n');
  });

  it('outlives its reader, and tells on standard error what nobody reads any more', () => {
    const { terminal, tell } = setUp('jsonl');
    tell(made);
    expect(terminal.outlivesReader).toBe(true);
    terminal.outputIsGone = true;
    tell(lost);
    expect(terminal.output().split('\n')).toHaveLength(2);
    expect(terminal.errors()).toContain('CREATE UNKNOWN');
  });
});
