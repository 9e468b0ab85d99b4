/**
 * What is wanted of an answer's rows: a protocol may leave out their other members, which takes most of the time and the memory of reading
 * wide rows. All else of the answer is read whole.
 */
export interface WantedMembers {
  /** Where the rows are, lists on the way looked through: `Reservations.Instances`. */
  readonly path: string;
  readonly members: ReadonlySet<string>;
}
