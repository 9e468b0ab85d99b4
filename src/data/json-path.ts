import { isObject } from './is-object.ts';
import { jsonPointer } from './json-pointer.ts';
import { matchesInTime } from './match-in-time.ts';

/** A value of a document, and where it stands: a JSON Pointer. */
interface Item {
  readonly value: unknown;
  readonly place: string;
}

type Step = (items: readonly Item[], root: Item) => readonly Item[];
/** Undefined where it cannot be told, as between a text and a number. */
type Condition = (item: Item, root: Item) => boolean | undefined;

/**
 * The places that a path of SQL/JSON leads to in a document, as PostgreSQL reads paths in the lax mode: a list stands for
 * its elements where a member is asked for, and what is not there is left out.
 * Undefined where the path is none that is read here: arithmetic, methods, `strict`, `.**`, `[a to b]`; or an expression in it
 * does not come to an end.
 */
export function jsonPathPlaces(document: unknown, path: string): readonly string[] | undefined {
  const steps = parsed(path);
  if (steps === undefined) return undefined;
  const root = { value: document, place: '' };
  try {
    return steps.reduce((items, step) => step(items, root), [root] as readonly Item[]).map(({ place }) => place);
  } catch (error) {
    if (error instanceof NotRead) return undefined;
    throw error;
  }
}

let last: { readonly path: string; readonly steps: readonly Step[] | undefined } | undefined;

/** The same path is asked for row by row. */
function parsed(path: string): readonly Step[] | undefined {
  if (last?.path !== path) last = { path, steps: new PathReader(path).path() };
  return last.steps;
}

const tokenForm =
  /\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\$?[\p{L}_][\p{L}\p{N}_]*|==|!=|<>|<=|>=|&&|\|\||[$@.?*()[\]<>!])/uy;

function tokensOf(path: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const text = path.trimEnd();
  tokenForm.lastIndex = 0;
  while (tokenForm.lastIndex < text.length) {
    const token = tokenForm.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

class NotRead extends Error {}

/** Reads a path once; what it is made of then runs over any document. */
class PathReader {
  readonly #tokens: readonly string[] | undefined;
  #at = 0;

  constructor(path: string) {
    this.#tokens = tokensOf(path);
  }

  path(): readonly Step[] | undefined {
    try {
      this.#take('lax');
      if (!this.#take('$')) return undefined;
      const steps = this.#steps();
      return this.#tokens !== undefined && this.#at === this.#tokens.length ? steps : undefined;
    } catch (error) {
      if (error instanceof NotRead) return undefined;
      throw error;
    }
  }

  #next(): string {
    return this.#tokens?.[this.#at] ?? '';
  }

  #take(token: string): boolean {
    if (this.#next() !== token) return false;
    this.#at += 1;
    return true;
  }

  #need(token: string): void {
    if (!this.#take(token)) throw new NotRead();
  }

  #any(): string {
    this.#at += 1;
    return this.#tokens?.[this.#at - 1] ?? '';
  }

  #steps(): readonly Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.#take('.')) steps.push(this.#take('*') ? everyMember : memberStep(this.#key()));
      else if (this.#take('[')) {
        steps.push(this.#take('*') ? (items) => items.flatMap(elementsOf) : elementStep(this.#place()));
        this.#need(']');
      } else if (this.#take('?')) {
        this.#need('(');
        const condition = this.#or();
        this.#need(')');
        steps.push((items, root) => items.flatMap(elementsOf).filter((item) => condition(item, root) === true));
      } else return steps;
    }
  }

  #key(): string {
    const token = this.#any();
    if (token.startsWith('"')) return textOf(token);
    if (!/^[\p{L}_]/u.test(token) || this.#next() === '(') throw new NotRead();
    return token;
  }

  #place(): number {
    const token = this.#any();
    if (token === 'last') return -1;
    if (!/^\d+$/.test(token)) throw new NotRead();
    return Number(token);
  }

  #or(): Condition {
    const sides = [this.#and()];
    while (this.#take('||')) sides.push(this.#and());
    return sides.length === 1 ? (sides[0] as Condition) : decided(sides, true);
  }

  #and(): Condition {
    const sides = [this.#condition()];
    while (this.#take('&&')) sides.push(this.#condition());
    return sides.length === 1 ? (sides[0] as Condition) : decided(sides, false);
  }

  #condition(): Condition {
    if (this.#take('!')) {
      this.#need('(');
      const inner = this.#or();
      this.#need(')');
      return (item, root) => {
        const answer = inner(item, root);
        return answer === undefined ? undefined : !answer;
      };
    }
    if (this.#take('exists')) {
      this.#need('(');
      const values = this.#operand();
      this.#need(')');
      return (item, root) => values(item, root).length > 0;
    }
    if (this.#take('(')) {
      const inner = this.#or();
      this.#need(')');
      return inner;
    }
    return this.#comparison();
  }

  #comparison(): Condition {
    const left = this.#operand();
    if (this.#take('like_regex')) return this.#regex(left);
    if (this.#take('starts')) {
      this.#need('with');
      const start = this.#text();
      return anyOf(left, (value) => (typeof value === 'string' ? value.startsWith(start) : undefined));
    }
    const operator = this.#any();
    if (!/^(==|!=|<>|<|<=|>|>=)$/.test(operator)) throw new NotRead();
    const right = this.#operand();
    return (item, root) => {
      const wanted = unwrapped(right(item, root));
      return anyOf(left, (value) => anyAnswer(wanted.map((other) => compared(value, operator, other))))(item, root);
    };
  }

  #regex(values: Operand): Condition {
    const pattern = this.#text();
    const flags = this.#take('flag') ? this.#text() : '';
    if (!/^[ims]*$/.test(flags)) throw new NotRead();
    let expression: RegExp;
    try {
      expression = new RegExp(pattern, `${flags}u`);
    } catch {
      throw new NotRead();
    }
    return anyOf(values, (value) => {
      if (typeof value !== 'string') return undefined;
      const matches = matchesInTime(expression, value);
      if (matches === undefined) throw new NotRead();
      return matches;
    });
  }

  #text(): string {
    const token = this.#any();
    if (!token.startsWith('"')) throw new NotRead();
    return textOf(token);
  }

  #operand(): Operand {
    const token = this.#any();
    if (token === '@' || token === '$') {
      const steps = this.#steps();
      return (item, root) =>
        steps
          .reduce((items, step) => step(items, root), [token === '@' ? item : root] as readonly Item[])
          .map(({ value }) => value);
    }
    if (token.startsWith('"')) return constant(textOf(token));
    if (/^-?\d/.test(token)) return constant(Number(token));
    if (token === 'true' || token === 'false') return constant(token === 'true');
    if (token === 'null') return constant(null);
    throw new NotRead();
  }
}

type Operand = (item: Item, root: Item) => readonly unknown[];

function constant(value: unknown): Operand {
  return () => [value];
}

function textOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    throw new NotRead();
  }
}

function elementsOf({ value, place }: Item): readonly Item[] {
  if (!Array.isArray(value)) return [{ value, place }];
  return value.map((element: unknown, index) => ({ value: element, place: `${place}/${index}` }));
}

function memberStep(key: string): Step {
  return (items) =>
    items.flatMap(elementsOf).flatMap(({ value, place }) => {
      return isObject(value) && Object.hasOwn(value, key)
        ? [{ value: value[key], place: `${place}${jsonPointer([key])}` }]
        : [];
    });
}

const everyMember: Step = (items) =>
  items.flatMap(elementsOf).flatMap(({ value, place }) => {
    if (!isObject(value)) return [];
    return Object.keys(value).map((key) => ({ value: value[key], place: `${place}${jsonPointer([key])}` }));
  });

function elementStep(index: number): Step {
  return (items) => items.flatMap((item) => elementsOf(item).at(index) ?? []);
}

/** One side that is so decides; else one that cannot be told leaves it open. */
function decided(sides: readonly Condition[], deciding: boolean): Condition {
  return (item, root) => {
    let answer: boolean | undefined = !deciding;
    for (const side of sides) {
      const own = side(item, root);
      if (own === deciding) return deciding;
      if (own === undefined) answer = undefined;
    }
    return answer;
  };
}

function anyAnswer(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function anyOf(values: Operand, test: (value: unknown) => boolean | undefined): Condition {
  return (item, root) => anyAnswer(unwrapped(values(item, root)).map(test));
}

function unwrapped(values: readonly unknown[]): readonly unknown[] {
  return values.flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : [value]));
}

function compared(one: unknown, operator: string, other: unknown): boolean | undefined {
  const isUnequal = operator === '!=' || operator === '<>';
  if (one === null || other === null) {
    if (one === other) return operator === '==' || operator === '<=' || operator === '>=';
    return isUnequal;
  }
  if (typeof one !== typeof other || typeof one === 'object') return undefined;
  if (operator === '==') return one === other;
  if (isUnequal) return one !== other;
  const [left, right] = [one, other] as [number, number];
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}
