import type { DocumentedType } from './resource-description.ts';

/**
 * The form of a value with its documentation, whatever it was made from: a shape of a service's model or a property of
 * a CloudFormation schema. Shapes may hold themselves, so what is inside is made when it is asked for.
 */
export interface DocumentedShape {
  /** What a shape that holds itself is recognised by; empty where it has no name. */
  readonly name: string;
  readonly kind: 'structure' | 'list' | 'map' | 'value';
  readonly type: DocumentedType;
  /** What its values are taken from, where these are counted. */
  readonly values: readonly string[];
  /** A regular expression in Java's syntax. */
  readonly pattern?: string;
  /** Of a number its bounds, of text and lists those of the length. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of a structure that is a choice: exactly one of its members is given. */
  readonly isUnion?: boolean;
  /** Whether a structure may have members that are not told of. */
  readonly isOpen?: boolean;
  /** Whether a text of it is the base64 of bytes. */
  readonly isBytes?: boolean;
  /** The members of a structure; none of any other kind. */
  members(): readonly DocumentedMember[];
  /** The elements of a list, the values of a map. */
  element(): DocumentedShape | undefined;
}

export interface DocumentedMember {
  readonly name: string;
  readonly required: boolean;
  /** Plain text, a line a paragraph, `- ` before the items of a list. */
  readonly description: string;
  readonly shape: DocumentedShape;
}
