import type { Node } from 'libpg-query';
import type { Scope } from './scope.ts';
import { cannot, type Translator } from './translator.ts';

/** ORDER BY. Where nothing else is said NULL is larger than all. */
export function orderOf(translator: Translator, clause: readonly Node[], scope: Scope): string {
  const items = clause.map((node) => {
    if (!('SortBy' in node)) throw cannot('ORDER BY');
    const { node: item, sortby_dir, sortby_nulls, useOp } = node.SortBy;
    if (useOp !== undefined) throw cannot('ORDER BY ... USING');
    const isDown = sortby_dir === 'SORTBY_DESC';
    const first = sortby_nulls === 'SORTBY_NULLS_FIRST' || (sortby_nulls !== 'SORTBY_NULLS_LAST' && isDown);
    return `${translator.expression(item, scope).sql} ${isDown ? 'DESC' : 'ASC'} NULLS ${first ? 'FIRST' : 'LAST'}`;
  });
  return `ORDER BY ${items.join(', ')}`;
}
