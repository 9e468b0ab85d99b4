import { expect, it } from 'vitest';
import { statedLimits, withoutLimits } from './stated-limits.ts';

const documentation =
  'The name of the Image.\n\n*Length Constraints* : Minimum length of 1. Maximum length of 63.\n\n*Pattern* : `^[a-z]([-.]?[a-z]){0,62}$`';

it('reads lengths and pattern of a string', () => {
  expect(statedLimits(documentation, 'string')).toEqual({
    minLength: 1,
    maxLength: 63,
    pattern: '^[a-z]([-.]?[a-z]){0,62}$',
  });
});

it('reads how many members an array has', () => {
  const text = 'A list.\n\n*Array Members* : Minimum number of 0 items. Maximum number of 50 items.';
  expect(statedLimits(text, 'array')).toEqual({ minItems: 0, maxItems: 50 });
});

it('takes no pattern that might refuse what AWS allows', () => {
  expect(statedLimits('*Pattern* : `[a-z]+`', 'string')).toEqual({});
  expect(statedLimits('*Pattern* : `^(?<bad$`', 'string')).toEqual({});
  expect(statedLimits(documentation, 'array')).toEqual({});
});

it('leaves the words', () => {
  expect(withoutLimits(documentation)).toBe('The name of the Image.');
});
