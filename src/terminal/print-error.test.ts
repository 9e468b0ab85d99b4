import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../errors/skyql-error.ts';
import { errorText, printError } from './print-error.ts';
import { recordingTerminal } from './recording-terminal.ts';
import { plainStyle } from './style.ts';
import { UsageError } from './usage-error.ts';

const settings = { style: plainStyle, debug: false };

describe('errorText', () => {
  it('shows code, message, place in the statement, place in AWS and hint', () => {
    const error = new SkyqlError('UNKNOWN_COLUMN', 'There is no column "nme".', {
      hint: 'Did you mean name?',
      position: { line: 1, column: 8, excerpt: 'SELECT nme\n       ^' },
      scope: {
        account: '111122223333',
        region: 'us-east-1',
        service: 'ec2',
        operation: 'DescribeImages',
        requestId: 'r-1',
      },
    });
    expect(errorText(error, settings)).toBe(
      [
        'error[UNKNOWN_COLUMN]: There is no column "nme".',
        '  at line 1, column 8',
        '  │ SELECT nme',
        '  │        ^',
        'where: account 111122223333, region us-east-1, ec2 DescribeImages, request r-1',
        'hint: Did you mean name?',
        '',
      ].join('\n'),
    );
  });

  it('writes out what a screen would obey, in codes too', () => {
    const error = new SkyqlError('AWS_\u001b[2J', 'No\u202e.', { hint: '\u009b', scope: { requestId: '\u001b]0;x' } });
    expect(errorText(error, settings)).toBe('error[AWS_\\x1b[2J]: No\\u202e.\nwhere: request \\x1b]0;x\nhint: \\x9b\n');
  });

  it('counts lines and columns from the start of the script', () => {
    const position = (line: number, column: number) =>
      new SkyqlError('SYNTAX_ERROR', 'No.', { position: { line, column, excerpt: 'x\n^' } });
    const before = 'SELECT 1;\nSELECT 2; ';
    expect(errorText(position(1, 3), { ...settings, before })).toContain('at line 2, column 13');
    expect(errorText(position(2, 3), { ...settings, before })).toContain('at line 3, column 3');
  });

  it('shows a stack trace with --debug alone, and that of the cause', () => {
    const error = new SkyqlError('ACCESS_DENIED', 'No.', { cause: new TypeError('socket') });
    expect(errorText(error, settings)).not.toMatch(/\n\s+at /);
    expect(errorText(error, { ...settings, debug: true })).toMatch(/\n\s+at .*caused by TypeError: socket\n\s+at /s);
  });

  it('says what to do about a fault of its own, without a stack trace', () => {
    expect(errorText(new TypeError('x is undefined'), settings)).toBe(
      'error[INTERNAL]: x is undefined\nhint: This is a fault in skyql. Run it again with --debug and report what it prints.\n',
    );
  });

  it('shows wrong usage with its hint', () => {
    expect(errorText(new UsageError('Unknown option --rgion.', 'Did you mean --region?'), settings)).toBe(
      'error[USAGE]: Unknown option --rgion.\nhint: Did you mean --region?\n',
    );
  });

  it('makes control characters of an answer visible', () => {
    expect(errorText(new SkyqlError('X', 'a\u001b[2J'), settings)).toContain('a\\x1b[2J');
  });
});

describe('printError', () => {
  it('never prints the secrets of the environment', () => {
    const terminal = recordingTerminal({
      environment: { AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG', AWS_SESSION_TOKEN: 'FwoGZXIvYXdzEBY' },
    });
    const cause = new Error('signed with wJalrXUtnFEMI/K7MDENG and FwoGZXIvYXdzEBY');
    printError(new SkyqlError('X', cause.message, { cause }), { style: plainStyle, debug: true }, terminal);
    expect(terminal.errors()).toContain('signed with *** and ***');
    expect(terminal.errors()).not.toMatch(/wJalr|FwoGZ/);
  });
});
