import type { PermissionOperation, ServiceDescription } from './resource-description.ts';

/**
 * The entry of a service's packed file that stands for all others: what SHOW RESOURCES prints. The file has one further
 * entry a resource, its `ResourceDescription`. Singular twins are made from their resource when they are asked for.
 */
export interface ServiceSummary {
  readonly resources: readonly { readonly name: string; readonly description: string }[];
  /** By the twin's name: its resource, and the operations that only the resource has. */
  readonly twins: Readonly<Record<string, { readonly of: string; readonly without: readonly PermissionOperation[] }>>;
}

/** The name of that entry; no resource has it. */
export const summaryEntry = '';

/** What the catalog's first file holds. */
export interface IndexFile {
  readonly version: string;
  /** Without singular twins, which are their resources, and have none of their own methods. */
  readonly counts: { readonly resources: number; readonly methods: number };
  readonly services: readonly ServiceDescription[];
}

/** The names of all resources, twins among them, by service: what a name that is not found is compared with. */
export type NamesFile = Readonly<Record<string, readonly string[]>>;

/** Documentation of a service's operations and of the members of their shapes, nested ones too, as plain text. */
export interface DocumentationFile {
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
