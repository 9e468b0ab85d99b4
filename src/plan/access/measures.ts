/** What a part of a plan cost when it ran. */
export interface Measures {
  /** HTTP calls, retries included. */
  readonly calls: number;
  readonly pages: number;
  readonly rows: number;
  readonly retries: number;
  /** From its start to its last call. */
  readonly milliseconds: number;
  /** How long the answers of its calls were. */
  readonly bytes: number;
  /** Milliseconds that its calls waited for limits and to be made again, added up. */
  readonly waited: number;
}

/** A part of a plan, with what it cost once the plan has run. */
export interface Measured {
  readonly measures?: Measures;
}
