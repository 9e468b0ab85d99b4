import { expect, it } from 'vitest';
import { intervalLiteral } from './interval-literal.ts';

it.each([
  ['1 month - 1 day', '1 month -1 day'],
  ['1-2', '1 years 2 months'],
  ['-1-2', '-1 years -2 months'],
  ['1 2:03:04', '1 days 2:03:04'],
  ['P1Y2M3DT4H5M6.5S', '1 years 2 months 3 days 4 hours 5 minutes 6.5 seconds'],
  ['PT36H', '36 hours'],
  ['P', 'P'],
  ['90 minutes', '90 minutes'],
])('%s', (text, read) => expect(intervalLiteral(text)).toBe(read));
