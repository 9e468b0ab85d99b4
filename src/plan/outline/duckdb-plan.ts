/** DuckDB's logical plan as `json_serialize_plan(sql, optimize := true)` prints it, as far as it is read here. */
export interface PlanNode {
  readonly type: string;
  readonly children?: readonly PlanNode[];
  readonly table_index?: number;
  /** Of LOGICAL_GET: the table's columns, the positions of those read, and which of these come out. */
  readonly names?: readonly string[];
  readonly column_indexes?: readonly { readonly index: number }[];
  readonly projection_ids?: readonly number[];
  readonly table_filters?: { readonly filters: readonly { readonly key: number; readonly value: TableFilter }[] };
  readonly function_data?: { readonly catalog?: string; readonly schema?: string; readonly table?: string };
  /** Of LOGICAL_GET: how it takes a sample, where it does. */
  readonly extra_info?: { readonly sample_options?: unknown };
  readonly name?: string;
  readonly projected_input?: readonly number[];
  /** Of a table function: the types of what it is given. */
  readonly arguments?: readonly unknown[];
  readonly expressions?: readonly Expression[] | readonly (readonly Expression[])[];
  readonly projection_map?: readonly number[];
  /** Of LOGICAL_ORDER_BY the same thing: what it sorts by may go no further. */
  readonly projections?: readonly number[];
  readonly join_type?: string;
  readonly conditions?: readonly JoinCondition[];
  /** Of LOGICAL_ANY_JOIN, over the columns of both sides. */
  readonly condition?: Expression;
  readonly left_projection_map?: readonly number[];
  readonly right_projection_map?: readonly number[];
  readonly duplicate_eliminated_columns?: readonly Expression[];
  readonly groups?: readonly Expression[];
  readonly group_index?: number;
  readonly aggregate_index?: number;
  readonly grouping_sets?: readonly unknown[];
  /** Of LOGICAL_DISTINCT. */
  readonly distinct_type?: string;
  readonly distinct_targets?: readonly Expression[];
  readonly order_by?: { readonly orders?: readonly PlanOrder[] } | null;
  /** Of LOGICAL_ORDER_BY and LOGICAL_TOP_N. */
  readonly orders?: readonly PlanOrder[];
  readonly limit?: number;
  readonly offset?: number;
  readonly limit_val?: LimitValue;
  readonly offset_val?: LimitValue;
  readonly chunk_types?: readonly unknown[];
}

export interface PlanOrder {
  readonly type: string;
  readonly null_order: string;
  readonly expression: Expression;
}

export interface LimitValue {
  readonly type: string;
  readonly constant_integer: number;
}

export interface JoinCondition {
  readonly left?: Expression;
  readonly right?: Expression;
  readonly comparison?: string;
}

export interface PlanType {
  readonly id: string;
  /** Its alias (JSON), its width and scale, the type of its elements. */
  readonly type_info?: unknown;
}

export interface PlanValue {
  readonly type: PlanType;
  readonly is_null: boolean;
  readonly value?: unknown;
}

export interface TableFilter {
  readonly filter_type: string;
  readonly comparison_type?: string;
  readonly constant?: PlanValue;
  readonly values?: readonly PlanValue[];
  readonly child_filter?: TableFilter;
  readonly child_filters?: readonly TableFilter[];
  readonly expr?: Expression;
}

export interface Expression {
  readonly expression_class: string;
  readonly type: string;
  readonly index?: number;
  readonly binding?: { readonly table_index: number; readonly column_index: number };
  readonly value?: PlanValue;
  readonly left?: Expression;
  readonly right?: Expression;
  readonly children?: readonly Expression[];
  readonly child?: Expression;
  readonly name?: string;
  /** Of a function: where it stands; nowhere of one that the optimizer put in. */
  readonly catalog_name?: string;
  readonly schema_name?: string;
  /** Of a function: what it made of its arguments, and what they were before it took some away. */
  readonly function_data?: unknown;
  readonly original_arguments?: readonly unknown[];
  readonly try_cast?: boolean;
  readonly return_type?: PlanType;
  readonly input?: Expression;
  readonly lower?: Expression;
  readonly upper?: Expression;
  readonly lower_inclusive?: boolean;
  readonly upper_inclusive?: boolean;
  /** Of window functions. */
  readonly partitions?: readonly Expression[];
  readonly orders?: readonly PlanOrder[];
  /** Of aggregates: which rows count, and in which order. */
  readonly filter?: Expression | null;
  readonly order_bys?: unknown;
  /** Of CASE. */
  readonly case_checks?: readonly { readonly when_expr?: Expression; readonly then_expr: Expression }[];
  readonly else_expr?: Expression;
}
