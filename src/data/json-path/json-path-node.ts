/** An expression of a path: gives values. */
export type PathExpression =
  | { readonly kind: 'root' | 'current' | 'last' }
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'chain'; readonly of: PathExpression; readonly steps: readonly PathStep[] }
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly of: PathExpression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: Arithmetic;
      readonly left: PathExpression;
      readonly right: PathExpression;
    }
  | { readonly kind: 'condition'; readonly condition: PathCondition };

export type Arithmetic = '+' | '-' | '*' | '/' | '%';

/** What follows a value and leads on from it. */
export type PathStep =
  | { readonly kind: 'member'; readonly key: string }
  | { readonly kind: 'every member' | 'every element' }
  /** Of `.**`: how deep it begins and ends; without an end at the leaves. */
  | { readonly kind: 'descendants'; readonly first: number; readonly last: number }
  | { readonly kind: 'elements'; readonly ranges: readonly PathRange[] }
  | { readonly kind: 'filter'; readonly condition: PathCondition }
  | { readonly kind: 'method'; readonly method: string; readonly arguments: readonly unknown[] };

export interface PathRange {
  readonly from: PathExpression;
  readonly to?: PathExpression | undefined;
}

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What is true, false or unknown of a value. */
export type PathCondition =
  | { readonly kind: 'and' | 'or'; readonly left: PathCondition; readonly right: PathCondition }
  | { readonly kind: 'not' | 'is unknown'; readonly of: PathCondition }
  | { readonly kind: 'exists'; readonly of: PathExpression }
  | {
      readonly kind: 'comparison';
      readonly operator: Comparison;
      readonly left: PathExpression;
      readonly right: PathExpression;
    }
  | { readonly kind: 'starts with'; readonly of: PathExpression; readonly start: PathExpression }
  | { readonly kind: 'like_regex'; readonly of: PathExpression; readonly expression: RegExp };

export interface JsonPath {
  readonly isStrict: boolean;
  readonly expression: PathExpression;
}
