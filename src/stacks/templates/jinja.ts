import { createRequire } from 'node:module';
import type { Environment } from 'minijinja-js';
import type { Value } from '../../data/value.ts';
import { faultAt } from '../manifest/source-file.ts';
import { type FilterArguments, filters, namedArguments } from './filters.ts';
import type { Output, Template } from './parse-template.ts';
import { unknownIn } from './unknown-mark.ts';
import { unknownReferences } from './unknown-references.ts';
import { plainValue } from './values.ts';

/** Something that a template printed. */
export interface Printed {
  readonly value: Value;
  /** `raw`: it is SQL as it is. `sql list`: values of an IN, each a text. `sql escape`: a text in a statement in a text. */
  readonly as: 'value' | 'raw' | 'sql list' | 'sql escape';
  /** Where its `{{` stands in the template's text. */
  readonly offset: number;
  readonly expression: string;
}

/** A template's text with a mark in the place of each thing that it printed. */
export interface Rendered {
  readonly text: string;
  /** By its mark. */
  readonly printed: ReadonlyMap<string, Printed>;
  readonly marks: RegExp;
}

/** Functions that templates call, by their names. */
export type TemplateFunctions = Readonly<Record<string, (...values: readonly Value[]) => Value>>;

interface Run {
  readonly nonce: string;
  readonly template: Template;
  readonly printed: Map<string, Printed>;
  readonly functions: TemplateFunctions;
  /** The outputs that name what is known only later, by their index, with its mark. */
  readonly unknown: ReadonlyMap<number, string>;
  /** The engine must not see an error thrown: it would be of no use afterwards. */
  failure?: { readonly message: string; readonly isUndefined: boolean; output?: number };
}

let environment: Environment | undefined;
let current: Run | undefined;
let runs = 0;

/** More steps than any template of a stack takes: one that does not end is stopped. */
const mostSteps = 2_000_000;
/** Lines that would be needed once the error told them; the engine's own position is enough. */
const engineError = /^(?<what>[\s\S]*?) \(in [^()]*:(?<line>\d+)\)/;

/**
 * Renders a template by minijinja. Nothing that it prints is in the text yet: whoever asked puts it where it belongs. Throws
 * INVALID_TEMPLATE and UNDEFINED_VARIABLE, with file and line.
 */
export function renderTemplate(
  template: Template,
  values: Readonly<Record<string, Value>>,
  functions: TemplateFunctions = {},
): Rendered {
  runs += 1;
  const nonce = `${runs.toString(36)}q${Math.random().toString(36).slice(2)}`;
  const run: Run = { nonce, template, printed: new Map(), functions, unknown: unknownOutputs(template, values) };
  const engine = engineOf();
  const outer = current;
  current = run;
  let text: string;
  try {
    for (const name of Object.keys(functions)) engine.addGlobal(name, (...given: unknown[]) => called(name, given));
    text = engine.renderNamedStr('template', sourceOf(template), values);
  } catch (error) {
    throw failureOf(run) ?? faultOf(template, String((error as Error).message ?? error));
  } finally {
    current = outer;
  }
  const failure = failureOf(run);
  if (failure !== undefined) throw failure;
  return { text, printed: run.printed, marks: new RegExp(`skyql${nonce}n\\d+x`, 'g') };
}

/** The outputs of which something is known only later. */
function unknownOutputs(template: Template, values: Readonly<Record<string, Value>>): ReadonlyMap<number, string> {
  const { outputs } = template;
  const marks = unknownReferences(template, values).map(({ reference: { offset }, mark }): [number, string] => [
    outputs.findIndex(({ start, end }) => start <= offset && offset < end),
    mark,
  ]);
  return new Map(marks);
}

/** Where a template prints, the value goes through a filter of ours: lines stay where they are. */
function sourceOf(template: Template): string {
  const { text, outputs } = template;
  let source = '';
  let at = 0;
  outputs.forEach((output, index) => {
    const { start, end, openSign, closeSign } = output;
    const expression = withCalls(output, template);
    const print = `{{ skyql_value | skyql_print(skyql_value is undefined, ${index}) ${closeSign}}}`;
    source += `${text.slice(at, start)}{%${openSign} set skyql_value = (${expression}) %}${print}`;
    at = end;
  });
  return source + text.slice(at);
}

/** An expression in which a function that is called elsewhere in the template is called as well where only its name stands. */
function withCalls({ start, end, openSign, expression }: Output, { references }: Template): string {
  const called = new Set(references.flatMap(({ root, isCalled }) => (isCalled ? [root] : [])));
  const from = start + '{{'.length + openSign.length;
  const bare = references.filter(
    ({ root, member, isCalled, offset }) =>
      !isCalled && member === undefined && called.has(root) && from <= offset && offset < end,
  );
  return bare.reduceRight((written, { root, offset }) => {
    const behind = offset - from + root.length;
    return `${written.slice(0, behind)}()${written.slice(behind)}`;
  }, expression);
}

function engineOf(): Environment {
  if (environment !== undefined) return environment;
  const minijinja = createRequire(import.meta.url)('minijinja-js') as typeof import('minijinja-js');
  const made = new minijinja.Environment();
  // So the package spells it: what is undefined is an error where it is used, and false in a condition.
  made.undefinedBehavior = 'semi_strct';
  made.fuel = mostSteps;
  made.keepTrailingNewline = true;
  made.enablePyCompat();
  for (const [name, filter] of Object.entries(filters))
    made.addFilter(name, (value: unknown, ...given: unknown[]) =>
      guarded(() => {
        if (value === undefined && name !== 'tojson') throw new Error(`${name} was given nothing.`);
        const plain = plainValue(value);
        return unknownIn(plain) ?? filter(plain, argumentsOf(name, given));
      }),
    );
  made.addFilter('sql_list', (value: unknown) => guarded(() => marked(plainValue(value), 'sql list')));
  made.addFilter('sql_escape', (value: unknown) => guarded(() => marked(plainValue(value), 'sql escape')));
  made.addFilter('raw', (value: unknown) => guarded(() => marked(plainValue(value), 'raw')));
  made.addFilter('skyql_print', (value: unknown, isUndefined: boolean, index: number) => {
    if (isUndefined && current !== undefined) current.failure ??= { message: '', isUndefined, output: index };
    // What a filter found is of the next thing that is printed.
    if (current?.failure !== undefined) current.failure.output ??= index;
    return guarded(() => print(plainValue(value), index));
  });
  environment = made;
  return made;
}

/** A value that is printed in a way of its own: told by a mark, since the engine hands on texts. */
function marked(value: Value, as: Printed['as']): string {
  return remember({ value, as, offset: -1, expression: '' });
}

function print(value: Value, index: number): string {
  const output = current?.template.outputs[index];
  const before = typeof value === 'string' ? current?.printed.get(value) : undefined;
  const unknown = current?.unknown.get(index);
  // Whatever filters make of the mark is not the value either.
  const inner =
    unknown === undefined
      ? (before ?? { value: withoutMarks(value), as: 'value' as const })
      : { value: unknown, as: before?.as ?? 'value' };
  return remember({ ...inner, offset: output?.start ?? 0, expression: output?.expression.trim() ?? '' });
}

/** What a macro or a block printed is a text like any other once it is printed again. */
function withoutMarks(value: Value): Value {
  if (typeof value !== 'string' || current === undefined || !value.includes(current.nonce)) return value;
  const { printed, nonce } = current;
  return value.replace(new RegExp(`skyql${nonce}n\\d+x`, 'g'), (mark) => {
    const own = printed.get(mark)?.value ?? '';
    return typeof own === 'string' ? own : JSON.stringify(own);
  });
}

function remember(printed: Printed): string {
  if (current === undefined) return '';
  const mark = `skyql${current.nonce}n${current.printed.size}x`;
  current.printed.set(mark, printed);
  return mark;
}

function called(name: string, given: readonly unknown[]): Value {
  return guarded(() => current?.functions[name]?.(...given.map(plainValue)) ?? null) as Value;
}

function guarded(work: () => Value): Value | '' {
  try {
    return work();
  } catch (error) {
    if (current !== undefined) current.failure ??= { message: (error as Error).message, isUndefined: false };
    return '';
  }
}

function argumentsOf(filter: string, given: readonly unknown[]): FilterArguments {
  const last = given.at(-1);
  // Named arguments come as one map behind the others, as objects do.
  const taken = namedArguments[filter] ?? [];
  const isNamed = last instanceof Map && (taken === 'any' || [...last.keys()].every((name) => taken.includes(name)));
  const named = isNamed && last.size > 0 ? (plainValue(last) as Readonly<Record<string, Value>>) : undefined;
  return { positional: (named === undefined ? given : given.slice(0, -1)).map(plainValue), named: named ?? {} };
}

function failureOf({ failure, template }: Run): Error | undefined {
  if (failure === undefined) return undefined;
  const { place, outputs } = template;
  const output = failure.output === undefined ? undefined : outputs[failure.output];
  const at = { file: place.file, offset: place.offset + (output?.start ?? 0) };
  if (!failure.isUndefined) return faultAt(at, 'INVALID_TEMPLATE', failure.message);
  return faultAt(at, 'UNDEFINED_VARIABLE', `Nothing defines ${output?.expression.trim()}.`, { hint: undefinedHint });
}

export const undefinedHint =
  'Define it as a prop or a global, export it from another resource, or give it by -e NAME=VALUE; | default(...) stands in for it.';

function faultOf({ place, text }: Template, message: string): Error {
  const { what = message, line = '1' } = engineError.exec(message)?.groups ?? {};
  const lines = text.split('\n').slice(0, Number(line) - 1);
  const offset = lines.reduce((sum, one) => sum + one.length + 1, 0);
  const at = { file: place.file, offset: place.offset + offset };
  return /undefined value/.test(what)
    ? faultAt(at, 'UNDEFINED_VARIABLE', `A value that nothing defines is used here.`, { hint: undefinedHint })
    : faultAt(at, 'INVALID_TEMPLATE', `The template cannot be rendered: ${what}.`);
}
