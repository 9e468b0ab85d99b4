import { quoteIdentifier } from '../../data/quote.ts';
import type { Column } from './plan-columns.ts';
import type { KeyLink, Origin } from './query-outline.ts';

type ReadOrigin = Extract<Origin, { kind: 'read' }>;

/** Which columns of reads hold the same in each row that joins have made of both, as far as a plan was read. */
export class EqualColumns {
  readonly #pairs: (readonly [ReadOrigin, ReadOrigin])[] = [];

  add(left: Column, right: Column): void {
    const [one, other] = [plainOrigin(left.origins), plainOrigin(right.origins)];
    if (one !== undefined && other !== undefined) this.#pairs.push([one, other]);
  }

  /**
   * What links of one join to one read say as well: DuckDB takes any one of equal columns for a condition, and a key and its
   * region may come of two reads by that, though both stand in a row of one of them.
   */
  furtherLinks(links: readonly KeyLink[]): readonly KeyLink[] {
    return links.flatMap((link) => {
      const own = plainOrigin(link.sources);
      if (own === undefined) return [];
      const others = links.filter(({ target, column }) => target === link.target && column !== link.column);
      const reads = new Set(others.flatMap(({ sources }) => plainOrigin(sources)?.read ?? []));
      reads.delete(own.read);
      return [...reads].flatMap((read): readonly KeyLink[] => {
        const column = this.#columnLike(own, read);
        return column === undefined
          ? []
          : [{ ...link, sources: [{ kind: 'read', read, column, sql: quoteIdentifier(column) }] }];
      });
    });
  }

  #columnLike({ read: of, column: own }: ReadOrigin, read: number): string | undefined {
    const isOwn = (origin: ReadOrigin) => origin.read === of && origin.column === own;
    const pair = this.#pairs.find(
      ([one, other]) => (isOwn(one) && other.read === read) || (isOwn(other) && one.read === read),
    );
    return pair?.find((origin) => origin.read === read)?.column;
  }
}

/** The column of a row of one read that a column is. */
function plainOrigin([origin, ...others]: readonly Origin[]): ReadOrigin | undefined {
  if (others.length > 0 || origin?.kind !== 'read' || origin.column === undefined) return undefined;
  return origin.isPicked === true ? undefined : origin;
}
