import type { StatementFacts } from '../../support/markdown-page.ts';
import type { ResourcePage } from '../../support/resource-page.ts';

/** What one of the documents that skyql was begun from says of a resource; all of it has to hold. */
export interface SeedFacts extends ResourcePage {
  readonly title: string;
  readonly keywords: readonly string[];
  /** The columns in the order of the document. */
  readonly statements: readonly Omit<StatementFacts, 'resource'>[];
  /** How a stack declares the resource. */
  readonly manifest?: unknown;
}
