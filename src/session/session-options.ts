/** What one session has to itself. */
export interface SessionOptions {
  /** Refuses whatever changes the cloud. */
  readonly readOnly?: boolean;
  /** Lets a DELETE or UPDATE without WHERE, or of more than `maxChanges` resources, through. */
  readonly yes?: boolean;
  /** The most resources that one statement changes unasked; 50 unless given. */
  readonly maxChanges?: number;
  /** Turns warnings into failure. */
  readonly strict?: boolean;
  /** Stops a mutation at its first failure. */
  readonly failFast?: boolean;
  /** The file of the session's own database; in memory unless given. */
  readonly database?: string;
  /** The regions of statements that name none, whatever the connections have, as `SET region` says; `all` is every region. */
  readonly region?: string | readonly string[];
}
