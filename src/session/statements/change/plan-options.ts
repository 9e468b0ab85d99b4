/** What a change is planned for. */
export interface PlanOptions {
  /** Whether the plan is made later, perhaps: then it keeps what the statement read, to be compared with what is then. */
  readonly isKept: boolean;
}
