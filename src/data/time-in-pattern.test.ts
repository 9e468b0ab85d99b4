import { expect, it } from 'vitest';
import { timeInPattern } from './time-in-pattern.ts';

// Each is PostgreSQL's answer.
it.each([
  ['YYYY-MM-DD HH24:MI:SS.MS', '2024-05-06 17:08:09.250'],
  ['Day, DD Mon YYYY HH12:MI am', 'Monday   , 06 May 2024 05:08 pm'],
  ['FMDAY, FMMonth FMDDth, Y,YYY', 'MONDAY, May 6th, 2,024'],
  ['TMMonth TMDay', 'May Monday'],
  ['IYYY-IW-ID IDDD', '2024-19-1 127'],
  ['DDD D J Q WW W CC', '127 2 2460437 2 19 1 21'],
  ['SSSS US FF1 FF4', '61689 250000 2 2500'],
  ['RM|fmrm|P.M.|B.C.', 'V   |v|P.M.|A.D.'],
  ['YYYY"T"DD \\"x\\"', '2024T06 "x"'],
  ['TZ OF TZH:TZM', 'Asia/Kolkata +05:30 +05:30'],
  ['MONTHTH', 'MAY      '],
])('%s', (pattern, text) => {
  const time = { text: '2024-05-06 17:08:09.25', offset: '+05:30', zone: 'Asia/Kolkata' };
  expect(timeInPattern(time, pattern)).toBe(text);
});

it.each([
  ['2023-12-31 23:59:59.999999', '2023-52 23.999999'],
  ['2021-01-03 12:30:00', '2020-53 12.000000'],
  ['2024-12-30 00:00:00', '2025-01 00.000000'],
  ['0099-03-04 05:06:07', '0099-10 05.000000'],
  ['infinity', undefined],
])('the week of %s', (text, shown) =>
  expect(timeInPattern({ text, offset: '+00', zone: 'UTC' }, 'IYYY-IW HH24.US')).toBe(shown),
);
