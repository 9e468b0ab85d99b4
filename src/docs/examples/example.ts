/** A statement, or a manifest, that the reader can take. */
export interface Example {
  readonly title: string;
  /** What it does, as plain text. */
  readonly text?: string;
  readonly language: 'sql' | 'yaml';
  readonly code: string;
}
