import type { Value } from './value.ts';

/** One operation of a JSON Patch (RFC 6902), its paths relative to the resource's properties. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: Value;
}
