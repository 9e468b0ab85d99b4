import type { PermissionOperation, ResourceDescription, ServiceDescription } from './resource-description.ts';

/** What the catalog's file of one service holds. Singular twins are made from their resource when they are asked for. */
export interface ServiceFile {
  readonly resources: readonly ResourceDescription[];
  /** By the twin's name: its resource, and the operations that only the resource has. */
  readonly twins: Readonly<Record<string, { readonly of: string; readonly without: readonly PermissionOperation[] }>>;
}

/** What the catalog's first file holds. */
export interface IndexFile {
  readonly version: string;
  readonly services: readonly ServiceDescription[];
}

/** Documentation of a service's operations and of the members of their shapes, as plain text. */
export interface DocumentationFile {
  readonly operations: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
