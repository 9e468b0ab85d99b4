import type { Node } from 'libpg-query';
import { namesIn } from './translator.ts';

/** How PostgreSQL calls a column that the statement gives no name. */
export function columnName(node: Node | undefined): string {
  return nameOf(node) ?? '?column?';
}

function nameOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if ('ColumnRef' in node) return namesIn(node.ColumnRef.fields).at(-1);
  if ('FuncCall' in node) return namesIn(node.FuncCall.funcname).at(-1);
  if ('TypeCast' in node) return nameOf(withoutCasts(node)) ?? namesIn(node.TypeCast.typeName?.names).at(-1);
  if ('CollateClause' in node) return nameOf(node.CollateClause.arg);
  if ('A_Indirection' in node) return namesIn(node.A_Indirection.indirection).at(-1) ?? nameOf(node.A_Indirection.arg);
  if ('CaseExpr' in node) return nameOf(node.CaseExpr.defresult) ?? 'case';
  if ('CoalesceExpr' in node) return 'coalesce';
  if ('MinMaxExpr' in node) return node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest';
  if ('A_ArrayExpr' in node) return 'array';
  if ('RowExpr' in node) return 'row';
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? 'nullif' : undefined;
  if ('SQLValueFunction' in node)
    return (node.SQLValueFunction.op ?? '')
      .replace(/^SVFOP_/, '')
      .replace(/_N$/, '')
      .toLowerCase();
  if ('SubLink' in node) {
    const { subLinkType, subselect } = node.SubLink;
    if (subLinkType === 'EXISTS_SUBLINK') return 'exists';
    if (subLinkType === 'ARRAY_SUBLINK') return 'array';
    if (subLinkType !== 'EXPR_SUBLINK' || subselect === undefined || !('SelectStmt' in subselect)) return undefined;
    const [first] = subselect.SelectStmt.targetList ?? [];
    return first !== undefined && 'ResTarget' in first
      ? (first.ResTarget.name ?? nameOf(first.ResTarget.val))
      : undefined;
  }
  return undefined;
}

function withoutCasts(node: Node | undefined): Node | undefined {
  return node !== undefined && 'TypeCast' in node ? withoutCasts(node.TypeCast.arg) : node;
}
