import { describe, expect, it } from 'vitest';
import { positionAt } from './position-at.ts';

describe('positionAt', () => {
  it('marks the place under its line', () => {
    expect(positionAt('SELECT 1,\n  nme FROM t', 12)).toEqual({ line: 2, column: 3, excerpt: '  nme FROM t\n  ^' });
  });

  it('marks the end of the source', () => {
    expect(positionAt('SELECT', 6)).toEqual({ line: 1, column: 7, excerpt: 'SELECT\n      ^' });
  });

  it('keeps tabs, so that the caret stands right', () => {
    expect(positionAt('\ta b', 3).excerpt).toBe('\ta b\n\t  ^');
  });

  it('cuts long lines around the place', () => {
    const { excerpt, column } = positionAt(`${'x'.repeat(500)}!${'y'.repeat(500)}`, 500);
    const [line, caret] = excerpt.split('\n');
    expect(column).toBe(501);
    expect(line?.length).toBeLessThan(110);
    expect(line?.[(caret?.length ?? 0) - 1]).toBe('!');
  });

  it('leaves the carriage return of Windows out', () => {
    expect(positionAt('a b\r\nc', 2).excerpt).toBe('a b\n  ^');
  });
});
