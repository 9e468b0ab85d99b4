import { expect, it } from 'vitest';
import { isSameThing } from './same-thing.ts';

it.each([
  ['web', 'web', true],
  ['Web', 'web', true],
  ['arn:aws:ecs:us-east-1:1:cluster/web', 'web', true],
  ['Z1', '/hostedzone/Z1', true],
  [7, '7', true],
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z', true],
  [1767225600, '2026-01-01T00:00:00Z', true],
  ['webs', 'web', false],
  ['arn:aws:serverlessrepo:us-east-1:1:applications/a', 'arn:aws:serverlessrepo:us-east-1:1:applications/b', false],
  ['ami-1', 'ami-2', false],
  ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z', false],
  [undefined, 'web', false],
])('%s said of %s: %s', (told, asked, same) => expect(isSameThing(told, asked)).toBe(same));
