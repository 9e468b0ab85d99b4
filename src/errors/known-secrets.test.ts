import { expect, it } from 'vitest';
import { keepSecret, withoutKnownSecrets } from './known-secrets.ts';
import { SkyqlError } from './skyql-error.ts';

it('hides each secret that was found, wherever it stands, in every error', () => {
  keepSecret('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  keepSecret('FwoGZXIvYXdzEJr//////////wEaDEXAMPLE');
  expect(
    withoutKnownSecrets('key wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY, FwoGZXIvYXdzEJr//////////wEaDEXAMPLE.'),
  ).toBe('key ***, ***.');
  const error = new SkyqlError('X', 'It was FwoGZXIvYXdzEJr//////////wEaDEXAMPLE.', {
    hint: 'Not wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY.',
  });
  expect([error.message, error.hint]).toEqual(['It was ***.', 'Not ***.']);
});

it('takes no word for a secret, and forgets the oldest of very many', () => {
  keepSecret('test');
  keepSecret(undefined);
  expect(withoutKnownSecrets('a test')).toBe('a test');
  keepSecret('the-first-of-thousands');
  for (let index = 0; index < 2_000; index++) keepSecret(`secret-${index}-of-many`);
  expect(withoutKnownSecrets('the-first-of-thousands, secret-1999-of-many')).toBe('the-first-of-thousands, ***');
  for (let index = 0; index < 2_000; index++) keepSecret(`other-secret-${index}`);
});
