import type { DocumentedShape } from '../../../catalog/documented-shape.ts';
import type { MemberStep } from '../../outline/member-steps.ts';

/** A member of a JSON column as a statement names it. */
export interface NamedMember {
  readonly column: string;
  readonly steps: readonly MemberStep[];
  /** What AWS's documents say is inside of the column. */
  readonly shape: DocumentedShape;
  /** The resource's id: `aws.ec2.images`. */
  readonly resource: string;
}
