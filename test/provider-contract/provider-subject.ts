import type fc from 'fast-check';
import type { Row, Value } from '../../src/data/value.ts';
import type { CallScope, Provider, ResourceName } from '../../src/providers/provider.ts';

type Values = Readonly<Record<string, Value>>;

/** A provider that the contract is held against, with a resource of its that can be created, read, changed and deleted. */
export interface ProviderSubject {
  open(): Promise<OpenProvider>;
  readonly resource: ResourceName;
  readonly methods: {
    readonly create: string;
    readonly update: string;
    readonly delete: string;
    readonly list: string;
  };
  /** What a statement gives a new resource; of each number another one. */
  newValues(number: number): Values;
  /** What an update may set. */
  readonly updates: fc.Arbitrary<Values>;
  /** Values that no new resource can have. */
  readonly invalid: Values;
  /** A value that must never be shown, and how a new resource gets it. */
  readonly secret: {
    readonly resource: ResourceName;
    readonly method: string;
    readonly values: Values;
    readonly text: string;
  };
  /** A call by EXEC that changes nothing. */
  readonly call: { readonly method: string; readonly values: Values };
}

export interface OpenProvider {
  readonly provider: Provider;
  readonly scope: CallScope;
  close(): Promise<void>;
}

/** The key of a row, as changes are told it. */
export function keyOfRow(row: Row, identifier: readonly string[]): readonly string[] {
  return identifier.map((column) => String(row[column]));
}
