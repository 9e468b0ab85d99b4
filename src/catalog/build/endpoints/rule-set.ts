/** botocore's `endpoint-rule-set-1.json` (https://smithy.io/2.0/additional-specs/rules-engine/specification.html). */
export interface RuleSet {
  readonly parameters: Readonly<Record<string, RuleParameter>>;
  readonly rules: readonly Rule[];
}

export interface RuleParameter {
  readonly builtIn?: string;
  readonly default?: RuleValue;
  readonly required?: boolean;
}

export type RuleValue = string | number | boolean | null | undefined | readonly RuleValue[] | RuleObject;
export interface RuleObject {
  readonly [name: string]: RuleValue;
}

export interface Call {
  readonly fn: string;
  readonly argv: readonly Argument[];
  readonly assign?: string;
}
export type Argument = RuleValue | { readonly ref: string } | Call;

interface RuleFrame {
  readonly conditions: readonly Call[];
}
export type Rule =
  | (RuleFrame & { readonly type: 'tree'; readonly rules: readonly Rule[] })
  | (RuleFrame & { readonly type: 'error'; readonly error: Argument })
  | (RuleFrame & {
      readonly type: 'endpoint';
      readonly endpoint: { readonly url: Argument; readonly properties?: RuleObject };
    });

/** botocore's `partitions.json`. */
export interface PartitionsFile {
  readonly partitions: readonly PartitionEntry[];
}
export interface PartitionEntry {
  readonly id: string;
  readonly outputs: Readonly<Record<string, string | boolean>>;
  readonly regionRegex: string;
  readonly regions: Readonly<Record<string, unknown>>;
}
