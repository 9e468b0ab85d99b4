import type { DocumentedModel } from '../models/documented-model.ts';
import type { ServiceOverlay } from '../overlays/overlay.ts';
import type { ReadOperation } from './read-operation.ts';

/** What is left of a service once its CloudFormation types have taken the operations that read them. */
export interface NativeInput {
  readonly model: DocumentedModel;
  /** Inferred and written by hand, native resources not yet among them. */
  readonly overlay: ServiceOverlay;
  /** The names that resources and their twins have already. */
  readonly taken: ReadonlySet<string>;
  /** Operations that read no resource so far and that nobody assigned by hand. */
  readonly operations: readonly string[];
  /** The resource whose name an operation's noun starts with, where there is one: its place unless it makes a resource of its own. */
  readonly owners: ReadonlyMap<string, string>;
  /** Operations that read a resource already. */
  readonly reading: readonly string[];
  /** The analysis of a reading operation. */
  readonly read: (operation: string) => ReadOperation | undefined;
}
