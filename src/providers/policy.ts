import type { Row } from '../data/value.ts';

/** What has to be allowed, folded into documents of the provider's own policy language. */
export interface Policy {
  /** What the provider calls it, as the heading of its lines in EXPLAIN: `IAM policy`. */
  readonly title: string;
  /** All of it in one document, however long. */
  readonly document: Row;
  /** The same in as many documents as the provider takes it in, all of which are needed. */
  readonly documents: readonly Row[];
  /** Why there are several, where there are. */
  readonly reason?: string;
  /** What is not certain, one for each kind of call. */
  readonly uncertain: readonly UncertainPermission[];
}

export interface UncertainPermission {
  /** `aws.ec2.images`. */
  readonly resource: string;
  readonly method: string;
  readonly actions: readonly string[];
  /** What is not certain and why, in a sentence. */
  readonly text: string;
}
