import type { Token } from '../token.ts';

/** An expression as SQLite reads it. What stands in it of DuckDB's own forms stays as it is written. */
export type Expression =
  | { readonly form: 'literal'; readonly kind: 'integer' | 'real' | 'text' | 'boolean' | 'null'; readonly text: string }
  | Name
  | { readonly form: 'native'; readonly text: string }
  | { readonly form: 'group'; readonly inner: Expression }
  | { readonly form: 'unary'; readonly operator: string; readonly operand: Expression }
  | Binary
  | {
      readonly form: 'between';
      readonly value: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly isNot: boolean;
    }
  | {
      readonly form: 'in';
      readonly value: Expression;
      readonly items: readonly Expression[] | Subquery;
      readonly isNot: boolean;
    }
  | {
      readonly form: 'match';
      readonly operator: 'like' | 'glob';
      readonly value: Expression;
      readonly pattern: Expression;
      readonly mark?: Expression | undefined;
      readonly isNot: boolean;
    }
  | { readonly form: 'is null'; readonly value: Expression; readonly isNot: boolean }
  | Case
  | { readonly form: 'cast'; readonly value: Expression; readonly type: string }
  | Call
  | { readonly form: 'query'; readonly query: Subquery }
  | { readonly form: 'exists'; readonly query: Subquery };

export interface Name {
  readonly form: 'name';
  /** As it is written, with what stands before its dots. */
  readonly text: string;
  /** Its last part, unquoted. */
  readonly name: string;
  readonly qualifier: string | undefined;
}

export interface Binary {
  readonly form: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Case {
  readonly form: 'case';
  readonly operand: Expression | undefined;
  readonly branches: readonly (readonly [condition: Expression, result: Expression])[];
  readonly otherwise: Expression | undefined;
}

export interface Call {
  readonly form: 'call';
  /** In small letters. */
  readonly name: string;
  readonly args: readonly Expression[];
  readonly isDistinct: boolean;
  /** `count(*)`. */
  readonly isStar: boolean;
  /** FILTER and OVER, as they are written. */
  readonly after: readonly Token[];
}

/** A query in brackets: its tokens without them. */
export interface Subquery {
  readonly tokens: readonly Token[];
}

/** An expression and every one inside of it; not those of queries in it. */
export function* expressionsIn(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* expressionsIn(child);
}

export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.form) {
    case 'group':
      return [expression.inner];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'between':
      return [expression.value, expression.low, expression.high];
    case 'in':
      return [expression.value, ...('tokens' in expression.items ? [] : expression.items)];
    case 'match':
      return [expression.value, expression.pattern, ...(expression.mark === undefined ? [] : [expression.mark])];
    case 'is null':
    case 'cast':
      return [expression.value];
    case 'case':
      return [expression.operand, ...expression.branches.flat(), expression.otherwise].filter(
        (one) => one !== undefined,
      );
    case 'call':
      return expression.args;
    default:
      return [];
  }
}
