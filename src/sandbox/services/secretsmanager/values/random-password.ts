import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { invalidParameter } from '../faults.ts';

/** The kinds of characters, each with the member of a request that leaves it out. */
const kinds = [
  ['ExcludeLowercase', 'abcdefghijklmnopqrstuvwxyz'],
  ['ExcludeUppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['ExcludeNumbers', '0123456789'],
  ['ExcludePunctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
] as const;

export function getRandomPassword(input: WireStructure, context: RequestContext): WireStructure {
  return { RandomPassword: randomPassword(input, context) };
}

/** By the members of GetRandomPassword, which are those of CloudFormation's GenerateSecretString too. */
export function randomPassword(input: WireStructure, { state }: RequestContext): string {
  const excluded = new Set(textOf(input.ExcludeCharacters) ?? '');
  const left = (characters: string) => [...characters].filter((character) => !excluded.has(character));
  const included = kinds.filter(([member]) => input[member] !== true).map(([, characters]) => left(characters));
  if (input.IncludeSpace === true) included.push(left(' '));
  const chosen = included.filter((characters) => characters.length > 0);
  if (chosen.length === 0) throw invalidParameter(messages.noCharacters);
  const length = numberOf(input.PasswordLength) ?? limits.password.usual;
  const required = input.RequireEachIncludedType === false ? [] : chosen;
  if (length < required.length) throw invalidParameter(messages.tooShort);
  // The same seed gives the same passwords, as it does all that the sandbox makes up.
  const below = (count: number) => Number.parseInt(state.identifier('', 12), 16) % count;
  const all = chosen.flat();
  const password = Array.from({ length }, (_, index) => {
    const characters = required[index] ?? all;
    return characters[below(characters.length)];
  });
  for (let index = length - 1; index > 0; index -= 1) {
    const other = below(index + 1);
    [password[index], password[other]] = [password[other], password[index]];
  }
  return password.join('');
}
