import { wildcardMatcher } from '../data/wildcard-matcher.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { invalid } from './option-checks.ts';

/** Names of connections, `*` standing for any text in them. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** The connections that a session may use. */
export interface ConnectionChoice {
  /** Names, groups and patterns (`prod-*`); any unless given. */
  readonly connections?: readonly string[];
  /** Ids of accounts, `tag:KEY=VALUE` and `tag:KEY`; any unless given. */
  readonly accounts?: readonly string[];
}

/** A choice taken apart: what says of a connection whether it is chosen. */
export interface ReadChoice {
  readonly patterns?: readonly string[];
  readonly accountIds: readonly string[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** Whether accounts are chosen at all. */
  readonly byAccount: boolean;
}

/** Takes a choice apart. Throws `INVALID_OPTION`. */
export function readChoice({ connections, accounts }: ConnectionChoice, groups: Groups): ReadChoice {
  const tags = (accounts ?? []).filter((account) => account.startsWith('tag:')).map(tagIn);
  const accountIds = (accounts ?? []).filter((account) => !account.startsWith('tag:'));
  const wrong = accountIds.find((id) => !/^\d{12}$/.test(id));
  if (wrong !== undefined)
    throw invalid(`"${wrong}" is no account.`, 'Give the twelve digits of its id, or tag:KEY=VALUE.');
  return {
    ...(connections !== undefined && { patterns: connections.flatMap((name) => patternsOf(name, groups, [])) }),
    accountIds,
    tags,
    byAccount: accounts !== undefined,
  };
}

function tagIn(selector: string): { readonly key: string; readonly value: string } {
  const [, key = '', value = '*'] = /^tag:([^=]+)(?:=(.*))?$/s.exec(selector) ?? [];
  if (key === '') throw invalid(`"${selector}" names no tag.`, 'Write tag:KEY=VALUE, or tag:KEY for any value.');
  return { key, value };
}

/** A group stands for its names, which may be groups themselves. */
function patternsOf(name: string, groups: Groups, within: readonly string[]): readonly string[] {
  const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (group === undefined) return [name];
  if (within.includes(name)) throw invalid(`The group ${name} holds itself.`, `It does by ${within.join(', ')}.`);
  return group.flatMap((member) => patternsOf(member, groups, [...within, name]));
}

/** Whether a text fits a pattern in which `*` stands for any text. */
export function fits(pattern: string, text: string): boolean {
  return wildcardMatcher(pattern, { any: '*' })(text);
}

/** Whether a connection's name is meant: the name of an organization means all of its accounts. */
export function means(pattern: string, name: string): boolean {
  return fits(pattern, name) || name.startsWith(`${pattern}/`);
}

/** Whether a name that begins so can fit the pattern. */
export function mayFit(pattern: string, start: string): boolean {
  const [head = ''] = pattern.split('*');
  return head.startsWith(start) || start.startsWith(`${pattern}/`) || (pattern.includes('*') && start.startsWith(head));
}

/** The error of a choice that chooses nothing. */
export function nothingChosen(what: string, names: readonly string[], hint: string): SkyqlError {
  return new SkyqlError('UNKNOWN_CONNECTION', what, {
    hint: `${hint}There ${names.length === 1 ? 'is' : 'are'}: ${names.join(', ') || 'none'}.`,
  });
}
