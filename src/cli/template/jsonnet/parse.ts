import { JsonnetError, type Place } from './jsonnet-error.ts';
import type { Assertion, Bind, Node, Parameter } from './node.ts';
import { arrayNode, objectNode } from './parse-collections.ts';
import { type Token, tokenize } from './tokenize.ts';

/** How tightly operators bind (https://jsonnet.org/ref/spec.html#associativity_and_operator_precedence). */
const levels: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  in: 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

const keywords = new Set(
  'assert else error false for function if import importstr importbin in local null tailstrict then self super true'.split(
    ' ',
  ),
);

/** The expression that a document is. Throws a JsonnetError. */
export function parse(source: Place['source']): Node {
  const parser = new Parser(source);
  const node = parser.expression();
  if (parser.token.kind !== 'end') throw parser.unexpected();
  return node;
}

export class Parser {
  readonly #source: Place['source'];
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: Place['source']) {
    this.#source = source;
    this.#tokens = tokenize(source);
  }

  get token(): Token {
    return this.after(0);
  }

  after(count: number): Token {
    return this.#tokens[this.#at + count] ?? { kind: 'end', text: '', offset: this.#source.text.length };
  }

  next(): Token {
    const { token } = this;
    this.#at += 1;
    return token;
  }

  /** Whether one of these words or operators stands here. */
  is(...texts: readonly string[]): boolean {
    return ['name', 'operator'].includes(this.token.kind) && texts.includes(this.token.text);
  }

  takes(...texts: readonly string[]): boolean {
    const isHere = this.is(...texts);
    if (isHere) this.#at += 1;
    return isHere;
  }

  expect(text: string): void {
    if (!this.takes(text)) throw this.unexpected(`${text} is missing here.`);
  }

  name(): string {
    if (this.token.kind !== 'name' || keywords.has(this.token.text)) throw this.unexpected('A name is missing here.');
    return this.next().text;
  }

  unexpected(message?: string): JsonnetError {
    const { kind, text, offset } = this.token;
    const what = kind === 'end' ? 'The document ends too early.' : (message ?? `Unexpected ${text}.`);
    return new JsonnetError(what, { source: this.#source, offset });
  }

  expression(least = 1): Node {
    let left = this.#unary();
    for (;;) {
      const { text: operator, offset, kind } = this.token;
      const level = kind === 'operator' || operator === 'in' ? levels[operator] : undefined;
      if (level === undefined || level < least) return left;
      this.next();
      if (operator === 'in' && this.is('super') && !this.#isIndexed(1)) {
        this.next();
        left = { form: 'in super', index: left, offset };
      } else left = { form: 'binary', operator, left, right: this.expression(level + 1), offset };
    }
  }

  #isIndexed(count: number): boolean {
    const { kind, text } = this.after(count);
    return kind === 'operator' && (text === '.' || text === '[');
  }

  #unary(): Node {
    const { offset } = this.token;
    if (!this.is('-', '+', '!', '~')) return this.#postfix(this.#primary());
    return { form: 'unary', operator: this.next().text, operand: this.#unary(), offset };
  }

  #postfix(first: Node): Node {
    let target = first;
    for (;;) {
      const { offset } = this.token;
      if (this.takes('.')) {
        const index: Node = { form: 'literal', value: this.name(), offset };
        target = { form: 'index', target, index, offset };
      } else if (this.takes('[')) target = this.#indexed(target, offset);
      else if (this.takes('(')) target = this.#call(target, offset);
      else if (this.is('{')) target = { form: 'binary', operator: '+', left: target, right: objectNode(this), offset };
      else return target;
    }
  }

  /** `[1]`, `[1:2]`, `[::2]`. */
  #indexed(target: Node, offset: number): Node {
    const parts: (Node | undefined)[] = [undefined];
    while (!this.takes(']')) {
      if (this.takes('::')) parts.push(undefined, undefined);
      else if (this.takes(':')) parts.push(undefined);
      else {
        parts[parts.length - 1] = this.expression();
        if (!this.is(']', ':', '::')) throw this.unexpected('] is missing here.');
      }
    }
    const [only] = parts;
    if (parts.length > 3 || (parts.length === 1 && only === undefined))
      throw new JsonnetError('An index or up to three parts of a slice belong here.', { source: this.#source, offset });
    return parts.length === 1 && only !== undefined
      ? { form: 'index', target, index: only, offset }
      : { form: 'slice', target, parts, offset };
  }

  #call(called: Node, offset: number): Node {
    const args: Node[] = [];
    const named: Bind[] = [];
    while (!this.takes(')')) {
      if (this.token.kind === 'name' && this.after(1).kind === 'operator' && this.after(1).text === '=') {
        const name = this.name();
        this.expect('=');
        named.push({ name, value: this.expression() });
      } else if (named.length > 0) throw this.unexpected('Arguments with names stand behind the others.');
      else args.push(this.expression());
      if (!this.is(')')) this.expect(',');
    }
    this.takes('tailstrict');
    return { form: 'call', called, args, named, offset };
  }

  #primary(): Node {
    const { kind, text, offset } = this.token;
    if (kind === 'string') return { form: 'literal', value: this.next().text, offset };
    if (kind === 'number') return { form: 'literal', value: Number(this.next().text), offset };
    if (this.is('{')) return objectNode(this);
    if (this.is('[')) return arrayNode(this);
    if (this.takes('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (this.takes('$')) return { form: 'dollar', offset };
    if (kind !== 'name') throw this.unexpected();
    if (!keywords.has(text)) return { form: 'name', name: this.next().text, offset };
    return this.#keyword(offset);
  }

  #keyword(offset: number): Node {
    const word = this.next().text;
    switch (word) {
      case 'null':
        return { form: 'literal', value: null, offset };
      case 'true':
      case 'false':
        return { form: 'literal', value: word === 'true', offset };
      case 'self':
        return { form: 'self', offset };
      case 'super':
        return this.#super(offset);
      case 'local': {
        const binds = this.binds();
        this.expect(';');
        return { form: 'local', binds, body: this.expression(), offset };
      }
      case 'if': {
        const condition = this.expression();
        this.expect('then');
        const yes = this.expression();
        return { form: 'if', condition, yes, no: this.takes('else') ? this.expression() : undefined, offset };
      }
      case 'function': {
        this.expect('(');
        return { form: 'function', parameters: this.parameters(), body: this.expression(), offset };
      }
      case 'error':
        return { form: 'error', message: this.expression(), offset };
      case 'assert': {
        const test = this.assertion(offset);
        this.expect(';');
        return { form: 'assert', test, body: this.expression(), offset };
      }
      case 'import':
      case 'importstr': {
        if (this.token.kind !== 'string') throw this.unexpected('The path of a file in quotes belongs here.');
        return { form: 'import', path: this.next().text, isText: word === 'importstr', offset };
      }
      default:
        this.#at -= 1;
        throw this.unexpected();
    }
  }

  #super(offset: number): Node {
    if (this.takes('.')) return { form: 'super', index: { form: 'literal', value: this.name(), offset }, offset };
    this.expect('[');
    const index = this.expression();
    this.expect(']');
    return { form: 'super', index, offset };
  }

  /** `a = 1, f(x) = x`. */
  binds(): readonly Bind[] {
    const binds: Bind[] = [];
    do {
      const { offset } = this.token;
      const name = this.name();
      const parameters = this.takes('(') ? this.parameters() : undefined;
      this.expect('=');
      const value = this.expression();
      binds.push({
        name,
        value: parameters === undefined ? value : { form: 'function', parameters, body: value, offset },
      });
    } while (this.takes(','));
    return binds;
  }

  /** Parameters up to the closing bracket, which is taken. */
  parameters(): readonly Parameter[] {
    const parameters: Parameter[] = [];
    while (!this.takes(')')) {
      const name = this.name();
      if (parameters.some((other) => other.name === name)) throw this.unexpected(`There are two parameters ${name}.`);
      parameters.push({ name, usual: this.takes('=') ? this.expression() : undefined });
      if (!this.is(')')) this.expect(',');
    }
    return parameters;
  }

  assertion(offset: number): Assertion {
    const condition = this.expression();
    return { offset, condition, message: this.takes(':') ? this.expression() : undefined };
  }
}
