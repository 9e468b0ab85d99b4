import { JsonnetError, type Place } from './jsonnet-error.ts';
import type { Assertion, Bind, Clause, FieldNode, Node, ObjectParts } from './node.ts';
import { fieldOf, hasField, objectOf } from './objects.ts';
import { applied, negated, textOf } from './operators.ts';
import { sliceOf } from './slice.ts';
import {
  type Field,
  isArray,
  isFunction,
  isObjectValue,
  type JsonnetFunction,
  type JsonnetObject,
  type Layer,
  lazy,
  type Thunk,
  typeOf,
  type Value,
} from './value.ts';

/** What the names of an expression stand for. */
export interface Scope {
  readonly names: ReadonlyMap<string, Thunk>;
  readonly outer: Scope | undefined;
  /** The object that an expression is in, and the layer of it whose `super` is meant. */
  readonly self: { readonly object: JsonnetObject; readonly level: number } | undefined;
  /** The outermost object: `$`. */
  readonly dollar: JsonnetObject | undefined;
}

/** Evaluates the expressions of one document. */
export class Evaluator {
  readonly #source: Place['source'];
  readonly #read: (path: string, isText: boolean) => Value;
  readonly #calls: { depth: number };

  /** `read` gives what `import` finds; `calls` is shared by the documents that import one another. */
  constructor(source: Place['source'], read: (path: string, isText: boolean) => Value, calls: { depth: number }) {
    this.#source = source;
    this.#read = read;
    this.#calls = calls;
  }

  value(node: Node, scope: Scope): Value {
    try {
      return this.#valueOf(node, scope);
    } catch (error) {
      if (error instanceof JsonnetError) throw error;
      throw new JsonnetError(this.#messageOf(error), { source: this.#source, offset: node.offset });
    }
  }

  #messageOf(error: unknown): string {
    if (error instanceof RangeError) return 'The document goes too deep.';
    return error instanceof Error ? error.message : String(error);
  }

  #valueOf(node: Node, scope: Scope): Value {
    switch (node.form) {
      case 'literal':
        return node.value;
      case 'self':
        return this.#self(scope).object;
      case 'dollar':
        if (scope.dollar === undefined) throw new Error('$ stands outside of an object.');
        return scope.dollar;
      case 'name':
        return lookUp(scope, node.name)();
      case 'array':
        return { kind: 'array', elements: node.items.map((item) => this.#later(item, scope)) };
      case 'array of':
        return {
          kind: 'array',
          elements: this.#scopesOf(node.clauses, scope).map((own) => this.#later(node.item, own)),
        };
      case 'object':
        return objectOf([this.#layer(node, scope)]);
      case 'object of':
        return this.#objectOf(node, scope);
      case 'index':
        return this.#indexed(this.value(node.target, scope), this.value(node.index, scope));
      case 'slice':
        return sliceOf(
          this.value(node.target, scope),
          node.parts.map((part) => (part === undefined ? null : this.value(part, scope))),
        );
      case 'super':
        return this.#super(this.value(node.index, scope), scope);
      case 'in super': {
        const { object, level } = this.#self(scope);
        return hasField(object, textOf(this.value(node.index, scope)), level);
      }
      case 'call':
        return this.#call(node, scope);
      case 'function':
        return this.#function(node, scope);
      case 'local':
        return this.value(node.body, this.#withBinds(node.binds, scope));
      case 'if':
        if (this.#truth(node.condition, scope)) return this.value(node.yes, scope);
        return node.no === undefined ? null : this.value(node.no, scope);
      case 'unary':
        return negated(node.operator, this.value(node.operand, scope));
      case 'binary':
        return this.#binary(node, scope);
      case 'error':
        throw new Error(textOf(this.value(node.message, scope)));
      case 'assert':
        this.#assert(node.test, scope);
        return this.value(node.body, scope);
      case 'import':
        return this.#read(node.path, node.isText);
    }
  }

  #later(node: Node, scope: Scope): Thunk {
    return lazy(() => this.value(node, scope));
  }

  #self({ self }: Scope): { readonly object: JsonnetObject; readonly level: number } {
    if (self === undefined) throw new Error('self and super stand outside of an object.');
    return self;
  }

  #truth(node: Node, scope: Scope): boolean {
    const value = this.value(node, scope);
    if (typeof value !== 'boolean') throw new Error(`A condition is true or false, and this is ${typeOf(value)}.`);
    return value;
  }

  #assert({ condition, message, offset }: Assertion, scope: Scope): void {
    if (this.#truth(condition, scope)) return;
    const told = message === undefined ? 'The assertion does not hold.' : textOf(this.value(message, scope));
    throw new JsonnetError(told, { source: this.#source, offset });
  }

  #withBinds(binds: readonly Bind[], scope: Scope): Scope {
    const names = new Map<string, Thunk>();
    const inner: Scope = { ...scope, names, outer: scope };
    for (const { name, value } of binds) {
      if (names.has(name)) throw new Error(`There are two of the name ${name}.`);
      names.set(name, this.#later(value, inner));
    }
    return inner;
  }

  #scopesOf(clauses: readonly Clause[], scope: Scope): readonly Scope[] {
    let scopes: readonly Scope[] = [scope];
    for (const clause of clauses)
      scopes = scopes.flatMap((own): readonly Scope[] => {
        if ('condition' in clause) return this.#truth(clause.condition, own) ? [own] : [];
        const list = this.value(clause.list, own);
        if (!isArray(list)) throw new Error(`What is gone through is a list, and this is ${typeOf(list)}.`);
        return list.elements.map((element) => ({ ...own, names: new Map([[clause.name, element]]), outer: own }));
      });
    return scopes;
  }

  #layer({ fields, binds, asserts }: ObjectParts, scope: Scope): Layer {
    const scopeIn = this.#inObject(binds, scope);
    const named = new Map<string, Field>();
    for (const { name: node, ...field } of fields) {
      const name = this.value(node, scope);
      // A field whose name is null is none.
      if (name === null) continue;
      if (typeof name !== 'string') throw new Error(`The name of a field is a text, and this is ${typeOf(name)}.`);
      if (named.has(name))
        throw new JsonnetError(`There are two fields ${name}.`, { source: this.#source, offset: node.offset });
      named.set(name, this.#field(field, name, scopeIn));
    }
    return {
      fields: named,
      check: (self, level) => {
        for (const one of asserts) this.#assert(one, scopeIn(self, level));
      },
    };
  }

  #inObject(binds: readonly Bind[], scope: Scope): (self: JsonnetObject, level: number) => Scope {
    const known = new WeakMap<JsonnetObject, Map<number, Scope>>();
    return (object, level) => {
      const ofObject = known.get(object) ?? new Map<number, Scope>();
      known.set(object, ofObject);
      const inner =
        ofObject.get(level) ??
        this.#withBinds(binds, { ...scope, self: { object, level }, dollar: scope.dollar ?? object });
      ofObject.set(level, inner);
      return inner;
    };
  }

  #field(
    { value, visibility, adds }: Omit<FieldNode, 'name'>,
    name: string,
    scopeIn: (self: JsonnetObject, level: number) => Scope,
  ): Field {
    return {
      visibility,
      adds,
      valueIn: (self, level) => {
        const own = this.value(value, scopeIn(self, level));
        const before = adds ? fieldOf(self, name, level) : undefined;
        return before === undefined ? own : applied('+', before, own);
      },
    };
  }

  #objectOf({ field, binds, clauses }: Node & { readonly form: 'object of' }, scope: Scope): JsonnetObject {
    const fields = new Map<string, Field>();
    for (const own of this.#scopesOf(clauses, scope)) {
      const { fields: made } = this.#layer({ fields: [field], binds, asserts: [] }, own);
      for (const [name, one] of made) {
        if (fields.has(name)) throw new Error(`There are two fields ${name}.`);
        fields.set(name, one);
      }
    }
    return objectOf([{ fields, check: () => {} }]);
  }

  #indexed(target: Value, index: Value): Value {
    if (isObjectValue(target)) {
      if (typeof index !== 'string') throw new Error(`A field has a name, and this is ${typeOf(index)}.`);
      const value = fieldOf(target, index);
      if (value === undefined) throw new Error(`There is no field ${index}.`);
      return value;
    }
    if (!isArray(target) && typeof target !== 'string')
      throw new Error(`Objects, lists and texts have members, and this is ${typeOf(target)}.`);
    if (typeof index !== 'number' || !Number.isInteger(index))
      throw new Error(`An index is a whole number, and this is ${typeOf(index)}.`);
    const elements: readonly (Value | Thunk)[] = isArray(target) ? target.elements : [...target];
    const found = elements[index];
    if (found === undefined) throw new Error(`There is no element ${index} of ${elements.length}.`);
    return typeof found === 'function' ? found() : found;
  }

  #super(index: Value, scope: Scope): Value {
    const { object, level } = this.#self(scope);
    const value = typeof index === 'string' ? fieldOf(object, index, level) : undefined;
    if (value === undefined) throw new Error(`There is no field ${textOf(index)} of super.`);
    return value;
  }

  #binary({ operator, left, right }: Node & { readonly form: 'binary' }, scope: Scope): Value {
    if (operator === '&&') return this.#truth(left, scope) && this.#truth(right, scope);
    if (operator === '||') return this.#truth(left, scope) || this.#truth(right, scope);
    return applied(operator, this.value(left, scope), this.value(right, scope));
  }

  #function({ parameters, body }: Node & { readonly form: 'function' }, scope: Scope): JsonnetFunction {
    return {
      kind: 'function',
      parameters: parameters.map(({ name, usual }) => ({ name, isOptional: usual !== undefined })),
      call: (args) => {
        const names = new Map(args);
        const inner: Scope = { ...scope, names, outer: scope };
        for (const { name, usual } of parameters)
          if (usual !== undefined && !names.has(name)) names.set(name, this.#later(usual, inner));
        return this.value(body, inner);
      },
    };
  }

  #call({ called, args, named }: Node & { readonly form: 'call' }, scope: Scope): Value {
    const value = this.value(called, scope);
    if (!isFunction(value)) throw new Error(`A function is called, and this is ${typeOf(value)}.`);
    const given = new Map<string, Thunk>();
    const give = (name: string, arg: Node): void => {
      if (given.has(name)) throw new Error(`${name} is given twice.`);
      given.set(name, this.#later(arg, scope));
    };
    for (const [index, arg] of args.entries()) {
      const parameter = value.parameters[index];
      if (parameter === undefined)
        throw new Error(`The function takes ${value.parameters.length} arguments, and not ${args.length}.`);
      give(parameter.name, arg);
    }
    for (const { name, value: arg } of named) {
      if (!value.parameters.some((parameter) => parameter.name === name))
        throw new Error(`The function has no parameter ${name}.`);
      give(name, arg);
    }
    const missing = value.parameters.find(({ name, isOptional }) => !isOptional && !given.has(name));
    if (missing !== undefined) throw new Error(`The function wants ${missing.name}.`);
    if (this.#calls.depth >= mostCalls) throw new Error('The document goes too deep.');
    this.#calls.depth += 1;
    try {
      return value.call(given);
    } finally {
      this.#calls.depth -= 1;
    }
  }
}

/** As Jsonnet's own limit. */
const mostCalls = 500;

function lookUp(scope: Scope, name: string): Thunk {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  throw new Error(`There is no ${name}.`);
}
