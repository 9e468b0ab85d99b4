import type { Row, Value } from '../../data/value.ts';

/** What is known of a resource while a stack is worked on: what templates can ask of it. */
export interface ResourceState {
  /** By which its creation is known again. */
  readonly token: string;
  /** What `exists` and statements that return something told: `this.vpc_id`. */
  captured: Record<string, Value>;
  exports: Record<string, Value>;
  /** The first row that its last statement returned. */
  callback?: Row;
  /** Whether what it exports cannot be known before it is there. */
  isUnknown: boolean;
}

export type ResourceStates = ReadonlyMap<string, ResourceState>;
