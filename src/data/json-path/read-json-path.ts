import type { Comparison, JsonPath, PathCondition, PathExpression, PathRange, PathStep } from './json-path-node.ts';
import { isPathMethod } from './path-methods.ts';
import { numberOf } from './path-number.ts';
import { compiledRegex } from './path-regex.ts';
import { badPath, nestedIn, type PathToken, pathTokens } from './path-tokens.ts';

/** Reads a path of SQL/JSON as PostgreSQL does, https://www.postgresql.org/docs/current/functions-json.html. Throws where it is none. */
export function readJsonPath(path: string): JsonPath {
  return new PathReader(path).path();
}

/** A condition may stand where an expression does, as the whole path or in brackets, but for operands. */
type Read = PathExpression | { readonly kind: 'condition'; readonly condition: PathCondition };

const comparisons = ['==', '!=', '<', '<=', '>', '>='];
const deepest = 0xffff_ffff;
/** What no path that anybody writes comes near; beyond them reading or following one would end at the size of the stack. */
const mostTokens = 2000;
const mostNested = 100;

class PathReader {
  readonly #path: string;
  readonly #tokens: readonly PathToken[];
  #at = 0;
  /** Inside of how many filters and subscripts. */
  #filters = 0;
  #subscripts = 0;

  constructor(path: string) {
    this.#path = path;
    this.#tokens = pathTokens(path);
    if (this.#tokens.length > mostTokens || nestedIn(this.#tokens) > mostNested) {
      const begin = path.slice(0, 40);
      throw badPath(`${begin}...`, `more than ${mostNested} brackets in each other, or ${mostTokens} words and signs,`);
    }
  }

  path(): JsonPath {
    const isStrict = this.#takeWord('strict');
    if (!isStrict) this.#takeWord('lax');
    const expression = this.#or();
    if (this.#at < this.#tokens.length) throw this.#syntaxError();
    return { isStrict, expression };
  }

  #syntaxError(): Error {
    const token = this.#tokens[this.#at];
    return badPath(this.#path, token === undefined ? 'syntax error at end' : `syntax error at or near "${token.text}"`);
  }

  #isSign(...signs: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'sign' && signs.includes(token.text);
  }

  #isWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }

  #take(sign: string): boolean {
    if (!this.#isSign(sign)) return false;
    this.#at += 1;
    return true;
  }

  #takeWord(word: string): boolean {
    if (!this.#isWord(word)) return false;
    this.#at += 1;
    return true;
  }

  #need(sign: string): void {
    if (!this.#take(sign)) throw this.#syntaxError();
  }

  #text(): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'text') throw this.#syntaxError();
    this.#at += 1;
    return token.text;
  }

  #conditionOf(read: Read): PathCondition {
    if (read.kind !== 'condition') throw this.#syntaxError();
    return read.condition;
  }

  #expressionOf(read: Read): PathExpression {
    if (read.kind === 'condition') throw this.#syntaxError();
    return read;
  }

  #or(): Read {
    let read = this.#and();
    while (this.#isSign('||')) {
      const left = this.#conditionOf(read);
      this.#at += 1;
      read = { kind: 'condition', condition: { kind: 'or', left, right: this.#conditionOf(this.#and()) } };
    }
    return read;
  }

  #and(): Read {
    let read = this.#not();
    while (this.#isSign('&&')) {
      const left = this.#conditionOf(read);
      this.#at += 1;
      read = { kind: 'condition', condition: { kind: 'and', left, right: this.#conditionOf(this.#not()) } };
    }
    return read;
  }

  #not(): Read {
    if (!this.#take('!')) return this.#comparison();
    // What is not so stands in brackets, or is an EXISTS.
    if (!this.#isSign('(') && !this.#isWord('exists')) throw this.#syntaxError();
    const isExists = this.#isWord('exists');
    const of = isExists ? this.#conditionOf(this.#comparison()) : this.#inBrackets();
    return { kind: 'condition', condition: { kind: 'not', of } };
  }

  #inBrackets(): PathCondition {
    this.#need('(');
    const condition = this.#conditionOf(this.#or());
    this.#need(')');
    return condition;
  }

  #comparison(): Read {
    if (this.#isWord('exists') && this.#tokens[this.#at + 1]?.text === '(') {
      this.#at += 2;
      const of = this.#expressionOf(this.#or());
      this.#need(')');
      return { kind: 'condition', condition: { kind: 'exists', of } };
    }
    const left = this.#sum();
    if (left.kind === 'condition') return left;
    if (this.#isSign(...comparisons)) {
      const operator = this.#tokens[this.#at]?.text as Comparison;
      this.#at += 1;
      const right = this.#expressionOf(this.#sum());
      return { kind: 'condition', condition: { kind: 'comparison', operator, left, right } };
    }
    if (this.#takeWord('like_regex')) {
      const pattern = this.#text();
      const flags = this.#takeWord('flag') ? this.#text() : '';
      const expression = compiledRegex(pattern, flags, this.#path);
      return { kind: 'condition', condition: { kind: 'like_regex', of: left, expression } };
    }
    if (this.#takeWord('starts')) {
      if (!this.#takeWord('with')) throw this.#syntaxError();
      const start = this.#primary();
      const isText = start.kind === 'variable' || (start.kind === 'constant' && typeof start.value === 'string');
      if (!isText) throw this.#syntaxError();
      return { kind: 'condition', condition: { kind: 'starts with', of: left, start } };
    }
    return left;
  }

  #sum(): Read {
    let read = this.#product();
    while (this.#isSign('+', '-')) read = this.#arithmetic(read, () => this.#product());
    return read;
  }

  #product(): Read {
    let read = this.#signed();
    while (this.#isSign('*', '/', '%')) read = this.#arithmetic(read, () => this.#signed());
    return read;
  }

  #arithmetic(read: Read, next: () => Read): PathExpression {
    const left = this.#expressionOf(read);
    const operator = this.#tokens[this.#at]?.text as '+';
    this.#at += 1;
    return { kind: 'arithmetic', operator, left, right: this.#expressionOf(next()) };
  }

  #signed(): Read {
    for (const sign of ['+', '-'] as const) {
      if (this.#take(sign)) return { kind: 'sign', sign, of: this.#expressionOf(this.#signed()) };
    }
    return this.#chain();
  }

  #chain(): Read {
    if (!this.#isSign('(')) return this.#withSteps(this.#primary());
    this.#at += 1;
    const read = this.#or();
    this.#need(')');
    if (read.kind === 'condition' && this.#takeWord('is')) {
      if (!this.#takeWord('unknown')) throw this.#syntaxError();
      return { kind: 'condition', condition: { kind: 'is unknown', of: read.condition } };
    }
    return this.#isSign('.', '[', '?') ? this.#withSteps(read) : read;
  }

  #withSteps(of: PathExpression): PathExpression {
    const steps: PathStep[] = [];
    for (let step = this.#step(); step !== undefined; step = this.#step()) steps.push(step);
    return steps.length === 0 ? of : { kind: 'chain', of, steps };
  }

  #primary(): PathExpression {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === 'text') return { kind: 'constant', value: token.text };
    if (token?.kind === 'variable') return { kind: 'variable', name: token.text };
    if (token?.kind === 'number') return { kind: 'constant', value: numberOf(token.text) };
    if (token?.kind === 'sign' && token.text === '$') return { kind: 'root' };
    if (token?.kind === 'sign' && token.text === '@') {
      if (this.#filters === 0) throw badPath(this.#path, '@ is not allowed in root expressions');
      return { kind: 'current' };
    }
    if (token?.kind === 'word') {
      if (token.text.toLowerCase() === 'last') {
        if (this.#subscripts === 0) throw badPath(this.#path, 'LAST is allowed only in array subscripts');
        return { kind: 'last' };
      }
      const named = { true: true, false: false, null: null }[token.text];
      if (named !== undefined) return { kind: 'constant', value: named };
    }
    this.#at -= 1;
    throw this.#syntaxError();
  }

  #step(): PathStep | undefined {
    if (this.#take('.')) return this.#afterPoint();
    if (this.#take('[')) return this.#afterBracket();
    if (!this.#take('?')) return undefined;
    this.#filters += 1;
    const condition = this.#inBrackets();
    this.#filters -= 1;
    return { kind: 'filter', condition };
  }

  #afterPoint(): PathStep {
    if (this.#take('*')) return { kind: 'every member' };
    if (this.#take('**')) return this.#descendants();
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' && token?.kind !== 'text') throw this.#syntaxError();
    this.#at += 1;
    if (token.kind === 'text' || !this.#isSign('(')) return { kind: 'member', key: token.text };
    const method = token.text.toLowerCase();
    if (!isPathMethod(method)) throw this.#syntaxError();
    this.#at += 1;
    const given: unknown[] = [];
    while (!this.#isSign(')')) {
      if (given.length > 0) this.#need(',');
      const value = this.#signed();
      if (value.kind === 'constant') given.push(value.value);
      else if (value.kind === 'sign' && value.of.kind === 'constant') given.push(-Number(value.of.value));
      else throw this.#syntaxError();
    }
    this.#need(')');
    return { kind: 'method', method, arguments: given };
  }

  #descendants(): PathStep {
    if (!this.#take('{')) return { kind: 'descendants', first: 0, last: deepest };
    const first = this.#level();
    const last = this.#takeWord('to') ? this.#level() : first;
    this.#need('}');
    return { kind: 'descendants', first, last };
  }

  #level(): number {
    if (this.#takeWord('last')) return deepest;
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'number' || !/^\d+$/.test(token.text)) throw this.#syntaxError();
    this.#at += 1;
    return Number(token.text);
  }

  #afterBracket(): PathStep {
    if (this.#take('*')) {
      this.#need(']');
      return { kind: 'every element' };
    }
    this.#subscripts += 1;
    const ranges: PathRange[] = [];
    do {
      const from = this.#expressionOf(this.#or());
      ranges.push({ from, to: this.#takeWord('to') ? this.#expressionOf(this.#or()) : undefined });
    } while (this.#take(','));
    this.#subscripts -= 1;
    this.#need(']');
    return { kind: 'elements', ranges };
  }
}
