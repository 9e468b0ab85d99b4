import type { Place } from '../manifest/source-file.ts';
import type { Template } from '../templates/parse-template.ts';

/** What a query of a resource's file may be for. */
export const anchorNames = [
  'exists',
  'create',
  'createorupdate',
  'update',
  'delete',
  'statecheck',
  'exports',
  'command',
  'callback',
  'troubleshoot',
] as const;

export type AnchorName = (typeof anchorNames)[number];

export interface AnchorOptions {
  /** How often a query is asked at most until it answers as it should; 1 unless given. */
  readonly retries: number;
  /** The longest wait between two of these, in seconds. */
  readonly retryDelay: number;
  /** The same of `exists` after a deletion. */
  readonly postdeleteRetries: number;
  readonly postdeleteRetryDelay: number;
  /** Of a callback: a field of what the statement returned, and the value by which there is nothing to wait for. */
  readonly shortCircuit?: { readonly field: string; readonly value: string };
}

/** A query of a resource's file: `exists`, `callback:create`. */
export interface Anchor {
  /** With its operation: `callback:create`. */
  readonly key: string;
  readonly name: AnchorName;
  readonly operation?: string;
  readonly place: Place;
  readonly template: Template;
  readonly options: AnchorOptions;
}
