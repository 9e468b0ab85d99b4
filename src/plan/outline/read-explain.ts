import { qualifiedNameParts } from '../../data/qualified-name.ts';
import type { Predicate } from '../predicate.ts';
import type { Expression } from './duckdb-plan.ts';
import type { QueryOutline, TableRead } from './query-outline.ts';
import { predicatesOfExpression, subjectReader } from './read-predicates.ts';

/** A node of `EXPLAIN (FORMAT JSON)`. */
export interface ExplainNode {
  readonly name: string;
  readonly children?: readonly ExplainNode[];
  readonly extra_info?: Readonly<Record<string, string | readonly string[]>>;
}

/** Parses a condition as DuckDB printed it: its syntax tree (`json_serialize_sql`), or undefined when it does not parse. */
export type ConditionParser = (text: string) => Promise<unknown>;

/**
 * Reads the reads of a plan from EXPLAIN's text, for the plans that DuckDB cannot serialise (materialised and recursive
 * CTEs, PIVOT over unknown values). Joins are not read here: each read stands for itself, and
 * whatever it reads may be what conditions need.
 */
export async function readExplain(
  roots: readonly ExplainNode[],
  columnsOf: (table: readonly string[]) => readonly string[],
  parse: ConditionParser,
): Promise<QueryOutline> {
  const scans = roots.flatMap(function collect(node): readonly ExplainNode[] {
    return [...(node.extra_info?.Table === undefined ? [] : [node]), ...(node.children ?? []).flatMap(collect)];
  });
  const reads = await Promise.all(
    scans.map(async (node, id): Promise<TableRead> => {
      const parts = qualifiedNameParts(String(node.extra_info?.Table));
      const [catalog = '', schema = '', table = ''] = parts;
      const filters = texts(node.extra_info?.Filters);
      const projections = texts(node.extra_info?.Projections);
      const mentioned = `${projections.join(' ')} ${filters.join(' ')}`;
      const columns = columnsOf(parts).filter((column) =>
        new RegExp(`(?<![\\w$])${escaped(column)}(?![\\w$])`, 'i').test(mentioned),
      );
      const predicates = (await Promise.all(filters.map((text) => predicatesOfText(text, parse)))).flat();
      return {
        id,
        table: { catalog, schema, table },
        columns,
        predicates,
        conditions: [],
        rowConditions: [],
        needed: columns,
        chosenBy: [],
      };
    }),
  );
  return { reads, keyLinks: [], isRough: true };
}

function texts(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

async function predicatesOfText(text: string, parse: ConditionParser): Promise<readonly Predicate[]> {
  const plain = text.replace(/(?: AND )?optional: Dynamic Filter \([^)]*\)/g, '').replace(/optional: /g, '');
  if (plain.trim() === '') return [];
  const tree = await parse(plain);
  const expression = tree === undefined ? undefined : fromSyntaxTree(tree as SyntaxNode);
  return expression === undefined
    ? []
    : predicatesOfExpression(
        expression,
        subjectReader((reference) => reference.name),
      );
}

interface SyntaxNode {
  readonly class: string;
  readonly type: string;
  readonly column_names?: readonly string[];
  readonly function_name?: string;
  readonly children?: readonly SyntaxNode[];
  readonly left?: SyntaxNode;
  readonly right?: SyntaxNode;
  readonly child?: SyntaxNode;
  readonly cast_type?: { readonly id: string };
  readonly value?: Expression['value'];
  readonly case_checks?: readonly { readonly when_expr: SyntaxNode; readonly then_expr: SyntaxNode }[];
  readonly else_expr?: SyntaxNode;
}

/** The syntax tree in the form of bound expressions, so that one reader serves both. */
function fromSyntaxTree(node: SyntaxNode): Expression {
  if (node.class === 'COLUMN_REF')
    return { expression_class: 'BOUND_COLUMN_REF', type: 'BOUND_COLUMN_REF', name: node.column_names?.at(-1) };
  if (node.class === 'CAST') return castConstant(node);
  return {
    expression_class: `BOUND_${node.class}`,
    type: node.type,
    name: node.function_name,
    value: node.value,
    children: node.children?.map(fromSyntaxTree),
    left: node.left === undefined ? undefined : fromSyntaxTree(node.left),
    right: node.right === undefined ? undefined : fromSyntaxTree(node.right),
    case_checks: node.case_checks?.map((check) => ({
      when_expr: fromSyntaxTree(check.when_expr),
      then_expr: fromSyntaxTree(check.then_expr),
    })),
    else_expr: node.else_expr === undefined ? undefined : fromSyntaxTree(node.else_expr),
  };
}

/** `'2026-08-23 10:29:29+00'::TIMESTAMP WITH TIME ZONE` is a constant; any other cast is not read. */
function castConstant(node: SyntaxNode): Expression {
  const text = node.child?.value?.value;
  const milliseconds =
    typeof text === 'string' && node.cast_type?.id.startsWith('TIMESTAMP') === true
      ? Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'))
      : Number.NaN;
  if (Number.isNaN(milliseconds)) return { expression_class: 'BOUND_CAST', type: 'OPERATOR_CAST' };
  return {
    expression_class: 'BOUND_CONSTANT',
    type: 'VALUE_CONSTANT',
    value: { type: { id: 'TIMESTAMP WITH TIME ZONE' }, is_null: false, value: milliseconds * 1000 },
  };
}
