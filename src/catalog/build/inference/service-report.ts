/** What the rules made of one service: which operations and types became one resource, and which stayed apart and why. */
export interface ServiceReport {
  /** botocore's folder name, or the namespace of types that no API knows. */
  readonly service: string;
  readonly merged: readonly MergedPair[];
  readonly unmerged: readonly Unmerged[];
  /** Resources that CloudFormation does not know. */
  readonly native?: readonly NativeEntry[];
}

/** An operation that reads what a CloudFormation type is. */
export interface MergedPair {
  readonly resource: string;
  readonly type: string;
  readonly operation: string;
  /** `list` needs nothing but its parents, `get` takes one identifier, `batch` takes many. */
  readonly kind: 'list' | 'get' | 'batch';
  /** Where in the output the rows are. */
  readonly result: string;
  /** Column of the identifier -> member of a row, or of the call's input (`$input.`). */
  readonly identifier: Readonly<Record<string, string>>;
  /** Columns of CloudFormation that the operation returns as well. */
  readonly matched: readonly string[];
  /** Members of the same name as a CloudFormation column and of other content, kept as `native_...`. */
  readonly apart: readonly string[];
  /** Inputs that a list cannot do without -> the column that gives them. */
  readonly needs: Readonly<Record<string, string>>;
  /** Whether a person wrote it. */
  readonly byHand?: boolean;
}

export interface Unmerged {
  /** A CloudFormation type, or an operation of the service's own API. */
  readonly what: string;
  readonly why: string;
}

export interface NativeEntry {
  readonly resource: string;
  readonly operations: readonly string[];
}
