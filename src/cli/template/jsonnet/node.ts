/** An expression of Jsonnet. https://jsonnet.org/ref/spec.html#abstract_syntax */
export type Node = { readonly offset: number } & (
  | { readonly form: 'literal'; readonly value: null | boolean | number | string }
  | { readonly form: 'self' | 'dollar' }
  | { readonly form: 'name'; readonly name: string }
  | { readonly form: 'array'; readonly items: readonly Node[] }
  | { readonly form: 'array of'; readonly item: Node; readonly clauses: readonly Clause[] }
  | ObjectNode
  | {
      readonly form: 'object of';
      readonly field: FieldNode;
      readonly binds: readonly Bind[];
      readonly clauses: readonly Clause[];
    }
  | { readonly form: 'index'; readonly target: Node; readonly index: Node }
  | { readonly form: 'slice'; readonly target: Node; readonly parts: readonly (Node | undefined)[] }
  | { readonly form: 'super'; readonly index: Node }
  | { readonly form: 'in super'; readonly index: Node }
  | { readonly form: 'call'; readonly called: Node; readonly args: readonly Node[]; readonly named: readonly Bind[] }
  | FunctionNode
  | { readonly form: 'local'; readonly binds: readonly Bind[]; readonly body: Node }
  | { readonly form: 'if'; readonly condition: Node; readonly yes: Node; readonly no: Node | undefined }
  | { readonly form: 'unary'; readonly operator: string; readonly operand: Node }
  | { readonly form: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly form: 'error'; readonly message: Node }
  | { readonly form: 'assert'; readonly test: Assertion; readonly body: Node }
  | { readonly form: 'import'; readonly path: string; readonly isText: boolean }
);

export type ObjectNode = { readonly offset: number; readonly form: 'object' } & ObjectParts;
export type FunctionNode = {
  readonly offset: number;
  readonly form: 'function';
  readonly parameters: readonly Parameter[];
  readonly body: Node;
};

export interface ObjectParts {
  readonly fields: readonly FieldNode[];
  readonly binds: readonly Bind[];
  readonly asserts: readonly Assertion[];
}

export interface FieldNode {
  readonly name: Node;
  /** `:`, `::` or `:::`. */
  readonly visibility: ':' | '::' | ':::';
  /** `+:`, which adds to what the object on the left has. */
  readonly adds: boolean;
  readonly value: Node;
}

export interface Bind {
  readonly name: string;
  readonly value: Node;
}

export interface Parameter {
  readonly name: string;
  readonly usual: Node | undefined;
}

export interface Assertion {
  readonly offset: number;
  readonly condition: Node;
  readonly message: Node | undefined;
}

/** `for x in list` or `if condition`. */
export type Clause = { readonly name: string; readonly list: Node } | { readonly condition: Node };
