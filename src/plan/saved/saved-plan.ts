import type { ChangePlan } from '../change-plan.ts';

/** The version of the form in which plans are kept. One that does not know a plan's version does not carry it out. */
export const formatVersion = 1;

/** A plan that was kept, to be carried out later: plain JSON, with what has to be the same then. */
export interface SavedPlan {
  /** 1. */
  readonly format_version: typeof formatVersion;
  /** Of skyql. */
  readonly made_by: string;
  /** ISO 8601. */
  readonly made_at: string;
  /** Where its changes go, each place once. */
  readonly places: readonly PlannedPlace[];
  /** What is carried out. */
  readonly plan: ChangePlan;
  /** SHA-256 of all the rest, so that a plan that was altered or damaged is told. */
  readonly digest: string;
}

/** Where a plan's changes go. */
export interface PlannedPlace {
  /** The name of the connection when the plan was made. */
  readonly connection: string;
  /** The region of the changes. */
  readonly region: string;
  /** The account, which has to be the same when it is carried out. */
  readonly account_id: string;
  /** Null of the provider's own endpoints. */
  readonly endpoint: string | null;
}
