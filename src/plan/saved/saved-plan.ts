import type { ChangePlan } from '../change-plan.ts';

/** The version of the form in which plans are kept. One that does not know a plan's version does not carry it out. */
export const formatVersion = 1;

/** A plan that was kept, to be carried out later: plain JSON, with what has to be the same then. */
export interface SavedPlan {
  readonly format_version: typeof formatVersion;
  /** Of skyql. */
  readonly made_by: string;
  /** ISO 8601. */
  readonly made_at: string;
  readonly places: readonly PlannedPlace[];
  readonly plan: ChangePlan;
  /** SHA-256 of all the rest, so that a plan that was altered or damaged is told. */
  readonly digest: string;
}

/** Where a plan's changes go. */
export interface PlannedPlace {
  readonly connection: string;
  readonly region: string;
  readonly account_id: string;
  /** Null of the provider's own endpoints. */
  readonly endpoint: string | null;
}
