/** What becomes of a resource while a stack is worked on. */
export interface StackEvent {
  /** Its name in the stack. */
  readonly resource: string;
  /** What is done, or how it ended. */
  readonly state:
    | 'looking'
    | 'creating'
    | 'updating'
    | 'replacing'
    | 'deleting'
    | 'running'
    | 'waiting'
    | 'query'
    | StackOutcome;
  /** In words, without secrets: a statement, a reason. */
  readonly detail?: string;
  /** Milliseconds since work on it began. */
  readonly milliseconds: number;
}

/** How it ended. */
export type StackOutcome =
  | 'created'
  | 'updated'
  | 'replaced'
  | 'unchanged'
  | 'deleted'
  | 'absent'
  | 'retained'
  | 'left'
  | 'read'
  | 'ran'
  | 'as wanted'
  | 'missing'
  | 'differs'
  | 'rolled back'
  | 'failed';
