import { quoteIdentifier } from '../../data/quote.ts';
import type { Expression, JoinCondition, PlanNode } from './duckdb-plan.ts';
import { EqualColumns } from './equal-columns.ts';
import { LinkReader } from './link-reader.ts';
import { type Column, type Columns, freeze, freezeColumn, projected } from './plan-columns.ts';
import type { KeyLink, TableRead } from './query-outline.ts';

/** What the joins of a plan say: which reads give the keys of which, and how the reads hang together. */
export class JoinReader {
  readonly keyLinks: KeyLink[] = [];
  readonly links = new LinkReader();
  readonly #equal = new EqualColumns();
  #joins = 0;
  readonly #column: (expression: Expression, input: Columns) => Column | undefined;
  readonly #read: (id: number) => TableRead | undefined;

  constructor(
    column: (expression: Expression, input: Columns) => Column | undefined,
    read: (id: number) => TableRead | undefined,
  ) {
    this.#column = column;
    this.#read = read;
  }

  /** The columns of a join of two sides, whose conditions are noted. */
  join(node: PlanNode, left: Columns, right: Columns): Columns {
    const type = node.join_type ?? '';
    if (node.conditions === undefined) this.links.addUnknown(left, right);
    this.#joins += 1;
    const before = this.keyLinks.length;
    for (const condition of node.conditions ?? []) this.#linkKeys(type, condition, left, right);
    this.keyLinks.push(...this.#equal.furtherLinks(this.keyLinks.slice(before)));
    for (const condition of node.conditions ?? []) this.#link(condition, left, right);
    const leftOut = projected(left, node.left_projection_map);
    const rightOut = projected(right, node.right_projection_map);
    const leftKept = ['INNER', 'LEFT', 'SEMI', 'ANTI', 'MARK', 'SINGLE'].includes(type);
    const rightKept = ['INNER', 'LEFT', 'RIGHT', 'SINGLE'].includes(type);
    if (type === 'RIGHT_SEMI' || type === 'RIGHT_ANTI') return rightOut;
    if (type === 'SEMI' || type === 'ANTI') return leftOut;
    if (type === 'MARK') return [...leftOut, undefined];
    const extended = type === 'LEFT' || type === 'SINGLE';
    return [
      ...freeze(leftOut, leftKept),
      ...freeze(rightOut, rightKept).map((column) =>
        column !== undefined && extended ? { ...column, extended } : column,
      ),
    ];
  }

  #linkKeys(type: string, condition: JoinCondition, left: Columns, right: Columns): void {
    if (condition.left === undefined || condition.right === undefined) return;
    const leftColumn = this.#matchable(this.#column(condition.left, left), condition.comparison);
    const rightColumn = this.#matchable(this.#column(condition.right, right), condition.comparison);
    // MARK joins tell NULL from false by the right side's NULLs, so nothing of the right side may be left out.
    if (['INNER', 'LEFT', 'SEMI', 'ANTI', 'SINGLE'].includes(type)) this.#addKeyLink(rightColumn, leftColumn);
    if (['INNER', 'RIGHT', 'SEMI', 'RIGHT_SEMI', 'RIGHT_ANTI'].includes(type))
      this.#addKeyLink(leftColumn, rightColumn);
  }

  #link({ left, right, comparison }: JoinCondition, leftInput: Columns, rightInput: Columns): void {
    const isEqual = comparison === 'COMPARE_EQUAL' || comparison === 'COMPARE_NOT_DISTINCT_FROM';
    const leftColumn = isEqual && left !== undefined ? this.#column(left, leftInput) : undefined;
    const rightColumn = isEqual && right !== undefined ? this.#column(right, rightInput) : undefined;
    if (leftColumn === undefined || rightColumn === undefined) this.links.addUnknown(leftInput, rightInput);
    else {
      this.links.addEqual(leftColumn, rightColumn);
      this.#equal.add(leftColumn, rightColumn);
    }
  }

  /** IS NOT DISTINCT FROM matches NULL with NULL, which no key asks for: only a column without NULLs can take it as a key. */
  #matchable(column: Column | undefined, comparison: string | undefined): Column | undefined {
    if (comparison === 'COMPARE_EQUAL') return column;
    if (comparison !== 'COMPARE_NOT_DISTINCT_FROM') return undefined;
    const [origin] = column?.origins ?? [];
    if (origin?.kind !== 'read' || origin.column === undefined) return column;
    const withoutNull = `(${quoteIdentifier(origin.column)} IS NOT NULL)`;
    const hasNull = column?.extended === true || !this.#read(origin.read)?.conditions.includes(withoutNull);
    return freezeColumn(column, !hasNull);
  }

  #addKeyLink(target: Column | undefined, source: Column | undefined): void {
    const [origin, ...others] = target?.origins ?? [];
    if (target?.restrictable !== true || source === undefined || source.origins.length === 0 || others.length > 0)
      return;
    if (origin?.kind !== 'read' || origin.column === undefined) return;
    if (source.origins.some((other) => other.kind === 'read' && other.read === origin.read)) return;
    this.keyLinks.push({ target: origin.read, column: origin.column, sources: source.origins, join: this.#joins });
  }
}
