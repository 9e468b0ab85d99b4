import { expect, it } from 'vitest';
import { clockLiteral, timeLiteral } from './time-literal.ts';

it.each([
  ['2020-01-01 10:00+02', 'timestamptz', '2020-01-01 10:00:00+02'],
  ['2020-01-01T10:00Z', 'timestamptz', '2020-01-01 10:00:00+00'],
  ['2020-01-01 10:00:00.5 +0530', 'timestamptz', '2020-01-01 10:00:00.5+05:30'],
  ['2020-01-01 10:00 Europe/Berlin', 'timestamptz', '2020-01-01 10:00:00 Europe/Berlin'],
  ['2020-07-01 10:00 PST', 'timestamptz', '2020-07-01 10:00:00-08'],
  ['2020-01-01 10:00+02', 'timestamp', '2020-01-01 10:00:00'],
  ['2020-01-01 10:00+02', 'date', '2020-01-01'],
  ['2020-01-01 12:00 America/New_York', 'timestamp', '2020-01-01 12:00:00'],
  ['2020-01-01 12:00 US/Eastern', 'timestamptz', '2020-01-01 12:00:00 US/Eastern'],
  ['Mon, 01 Jul 2024 10:00:00 GMT', 'timestamptz', '2024-07-01 10:00:00+00'],
  ['May 8, 2024', 'date', '2024-05-08'],
  ['8-May-2024', 'date', '2024-05-08'],
  ['8 September 2024', 'date', '2024-09-08'],
  ['05/08/2024 3:04 PM', 'timestamp', '2024-05-08 15:04:00'],
  ['05/08/2024 12:04 AM', 'timestamp', '2024-05-08 00:04:00'],
  ['20240508', 'date', '2024-05-08'],
  ['0044-03-15 BC', 'date', '0044-03-15 (BC)'],
  ['0044-03-15 10:00 bc', 'timestamp', '0044-03-15 (BC) 10:00:00'],
  ['0044-03-15 10:00:00+00 BC', 'timestamptz', '0044-03-15 (BC) 10:00:00+00'],
  ['2024-05-08 AD', 'date', '2024-05-08'],
  ['2024/5/8', 'date', '2024-05-08'],
] as const)('%s as %s is %s', (written, type, text) => expect(timeLiteral(written, type)).toEqual({ text }));

it('makes expressions of words', () => expect(timeLiteral('Yesterday', 'date')).toEqual({ sql: '(current_date - 1)' }));

it.each([
  'soon',
  'Mayday 8, 2024',
  '5/8/24',
  '2024-05-08 13:00 PM',
  '2024-05-08 10:00 XYZ',
  '2024-05-08 10:00:00.1234567',
])('leaves %s to DuckDB', (written) => expect(timeLiteral(written, 'timestamptz')).toBeUndefined());

it.each([
  ['10:00 pm', 'time', '22:00:00'],
  ['2020-01-01 10:00:00.5', 'time', '10:00:00.5'],
  ['2020-01-01 12:00 America/New_York', 'time', '12:00:00'],
  ['10:00+02', 'time', '10:00:00'],
  ['10:00 EST', 'timetz', '10:00:00-05'],
  ['allballs', 'time', '00:00:00'],
] as const)('%s as %s is %s', (written, type, text) => expect(clockLiteral(written, type)).toBe(text));

it.each([
  '10:00:00 and so on',
  '10:00:00x',
  '10:00 Nowhere/City',
  '10:00 Europe/Berlin',
  '2020-13-01 10:00',
  '2020-02-30 10:00',
  'noon',
])('%s is no time of the day', (written) => expect(clockLiteral(written, 'time')).toBeUndefined());

it.each(['timestamp', 'date'] as const)('a zone that is none makes no %s', (type) =>
  expect(timeLiteral('2020-01-01 10:00 nonsense', type)).toBeUndefined(),
);
