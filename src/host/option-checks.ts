import { types } from 'node:util';
import { durationOf } from '../data/duration.ts';
import { isPlainObject } from '../data/is-plain-object.ts';
import { suggest } from '../data/suggest.ts';
import { SkyqlError } from '../errors/skyql-error.ts';

/** What one option may be. */
export interface OptionCheck {
  /** In words, after "takes". */
  readonly takes: string;
  allows(value: unknown): boolean;
  /** What is wrong inside of a value that is allowed. Throws `INVALID_OPTION`. */
  checkInside?(value: unknown): void;
  /** What the value has inside, for who reads it part by part: an object's options, or those of each object of a list. */
  readonly inside?: { readonly checks: OptionChecks<object>; readonly of: string };
  /** What each entry of an object is, whose names are the user's. */
  readonly entry?: OptionCheck;
}

/** A check for each option that there is: those of the type, and no others. */
export type OptionChecks<Options> = { readonly [Name in keyof Required<Options>]: OptionCheck };

/**
 * Refuses options that there are none of, and values that an option does not take: what is overlooked here would be a
 * statement sent to real accounts. Throws `INVALID_OPTION`. Values are not repeated, they may be secrets.
 */
export function checkOptions<Options extends object>(given: Options, checks: OptionChecks<Options>, of: string): void {
  if (!isPlainObject(given))
    throw invalid(
      `${of} takes an object of options.`,
      types.isPromise(given) ? 'It is given a promise: await it first.' : `It takes ${listOf(Object.keys(checks))}.`,
    );
  const known = new Map<string, OptionCheck>(Object.entries(checks));
  for (const [name, value] of Object.entries(given)) {
    const check = known.get(name);
    if (check === undefined) throw unknown(name, [...known.keys()], of);
    if (value === undefined) continue;
    if (!check.allows(value)) throw invalid(`The option ${name} of ${of} takes ${check.takes}.`);
    check.checkInside?.(value);
  }
}

export const flag: OptionCheck = { takes: 'true or false', allows: (value) => typeof value === 'boolean' };

export const text: OptionCheck = { takes: 'a text', allows: isText };

export const count: OptionCheck = {
  takes: 'a whole number, 0 or more',
  allows: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
};

export const callback: OptionCheck = { takes: 'a function', allows: (value) => typeof value === 'function' };

export const duration: OptionCheck = {
  takes: "a duration such as '300s' or '5m', or a number of seconds",
  allows: (value) =>
    (typeof value === 'string' || (typeof value === 'number' && value >= 0)) && durationOf(String(value)) !== undefined,
};

export const texts: OptionCheck = { takes: 'a list of texts', allows: isTexts };

export const textOrTexts: OptionCheck = {
  takes: 'a text or a list of texts',
  allows: (value) => isText(value) || isTexts(value),
};

export function oneOf(...values: readonly string[]): OptionCheck {
  return {
    takes: values.map((value) => `'${value}'`).join(' or '),
    allows: (value) => values.some((own) => own === value),
  };
}

/** An object with options of its own. */
export function optionsOf<Options extends object>(checks: OptionChecks<Options>, of: string): OptionCheck {
  return {
    takes: 'an object',
    allows: isPlainObject,
    checkInside: (value) => checkOptions(value as Options, checks, of),
    inside: { checks, of },
  };
}

/** A list of such objects. */
export function listOfOptions<Options extends object>(checks: OptionChecks<Options>, of: string): OptionCheck {
  return {
    takes: 'a list of objects',
    allows: (value) => Array.isArray(value) && value.every(isPlainObject),
    checkInside: (value) => {
      for (const one of value as readonly Options[]) checkOptions(one, checks, of);
    },
    inside: { checks, of },
  };
}

/** An object whose names are the user's, with a value of one kind under each. */
export function entriesOf(entry: OptionCheck): OptionCheck {
  return {
    takes: `an object; under each name ${entry.takes}`,
    allows: (value) => isPlainObject(value) && Object.values(value).every((one) => entry.allows(one)),
    checkInside: (value) => {
      for (const one of Object.values(value as object)) entry.checkInside?.(one);
    },
    entry,
  };
}

/** A value of one kind or an object with options of its own. */
export function eitherOf(simple: OptionCheck, options: OptionCheck): OptionCheck {
  return {
    takes: `${simple.takes.replace(' or ', ', ')} or ${options.takes}`,
    allows: (value) => simple.allows(value) || options.allows(value),
    checkInside(value) {
      if (!simple.allows(value)) options.checkInside?.(value);
    },
    inside: options.inside,
  };
}

export function invalid(message: string, hint?: string): SkyqlError {
  return new SkyqlError('INVALID_OPTION', message, { hint });
}

function unknown(name: string, known: readonly string[], of: string): SkyqlError {
  const near = suggest(name, known, 2);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It takes ${listOf(known)}.`;
  return invalid(`${of} has no option ${name}.`, hint);
}

function listOf(names: readonly string[]): string {
  return names.join(', ');
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
