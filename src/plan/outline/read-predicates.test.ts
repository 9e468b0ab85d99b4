import { describe, expect, it } from 'vitest';
import type { Expression, PlanValue, TableFilter } from './duckdb-plan.ts';
import { predicatesOfExpression, predicatesOfTableFilter, subjectReader } from './read-predicates.ts';

const text = (value: string): PlanValue => ({ type: { id: 'VARCHAR' }, is_null: false, value });
const constant = (value: string): Expression => ({
  expression_class: 'BOUND_CONSTANT',
  type: 'VALUE_CONSTANT',
  value: text(value),
});
const column: Expression = { expression_class: 'BOUND_REF', type: 'BOUND_REF', index: 0 };
const compared = (type: string, left: Expression, right: Expression): Expression => ({
  expression_class: 'BOUND_COMPARISON',
  type,
  left,
  right,
});
const read = (expression: Expression) =>
  predicatesOfExpression(
    expression,
    subjectReader(() => 'name'),
  );
const conjunction = (type: string, ...children: Expression[]): Expression => ({
  expression_class: 'BOUND_CONJUNCTION',
  type,
  children,
});
const equals = (value: string) => compared('COMPARE_EQUAL', column, constant(value));

describe('predicatesOfExpression', () => {
  it('turns a comparison round when the constant stands first', () => {
    expect(read(compared('COMPARE_LESSTHAN', constant('a'), column))).toEqual([
      { column: 'name', operator: 'range', values: ['a', null] },
    ]);
  });

  it('reads what is said to be true, and of a boolean column that it is not', () => {
    const truth: Expression = {
      expression_class: 'BOUND_CONSTANT',
      type: 'VALUE_CONSTANT',
      value: { type: { id: 'BOOLEAN' }, is_null: false, value: true },
    };
    const flag: Expression = { ...column, return_type: { id: 'BOOLEAN' } };
    const not = (child: Expression): Expression => ({
      expression_class: 'BOUND_OPERATOR',
      type: 'OPERATOR_NOT',
      children: [child],
    });
    const isTrue = (child: Expression) => compared('COMPARE_NOT_DISTINCT_FROM', child, truth);
    const said = (value: string | boolean) => [{ column: 'name', operator: 'equals', values: [value] }];
    expect(read(isTrue(equals('a')))).toEqual(said('a'));
    expect(read(isTrue(flag))).toEqual(said(true));
    expect(read(not(flag))).toEqual(said(false));
    expect(read(isTrue(not(flag)))).toEqual(said(false));
    expect(read(not(equals('a')))).toEqual([]);
    expect(read(compared('COMPARE_NOT_DISTINCT_FROM', column, constant('a')))).toEqual(said('a'));
    expect(read(compared('COMPARE_DISTINCT_FROM', equals('a'), truth))).toEqual([]);
  });

  it('takes of an OR only what every side says', () => {
    expect(read(conjunction('CONJUNCTION_OR', equals('a'), equals('b')))).toEqual([
      { column: 'name', operator: 'equals', values: ['a', 'b'] },
    ]);
    const other = compared('COMPARE_GREATERTHAN', column, constant('z'));
    expect(read(conjunction('CONJUNCTION_OR', equals('a'), other))).toEqual([]);
    expect(
      read(conjunction('CONJUNCTION_OR', conjunction('CONJUNCTION_AND', equals('a'), other), equals('b'))),
    ).toEqual([{ column: 'name', operator: 'equals', values: ['a', 'b'] }]);
  });

  it('says nothing of what it does not know: NULL, <>, nested functions, other types', () => {
    const nothing: PlanValue = { type: { id: 'VARCHAR' }, is_null: true };
    expect(read(compared('COMPARE_EQUAL', column, { ...constant(''), value: nothing }))).toEqual([]);
    expect(read(compared('COMPARE_NOTEQUAL', column, constant('a')))).toEqual([]);
    const upper: Expression = {
      expression_class: 'BOUND_FUNCTION',
      type: 'BOUND_FUNCTION',
      name: 'upper',
      children: [column],
    };
    expect(read(compared('COMPARE_EQUAL', upper, constant('A')))).toEqual([]);
    const blob: PlanValue = { type: { id: 'BLOB' }, is_null: false, value: 'x' };
    expect(read(compared('COMPARE_EQUAL', column, { ...constant(''), value: blob }))).toEqual([]);
  });

  it('reads a key of a JSON column, and no deeper path', () => {
    const key = (path: string): Expression => ({
      expression_class: 'BOUND_FUNCTION',
      type: 'BOUND_FUNCTION',
      name: '->>',
      children: [column, constant(path)],
    });
    const keyOf = (path: string) => read(compared('COMPARE_EQUAL', key(path), constant('x')))[0]?.key;
    expect(['env', '$.env', '$."a.b"', '$.a.b', '/a/b', '$[0]', '/~1a', '/'].map(keyOf)).toEqual([
      'env',
      'env',
      'a.b',
      undefined,
      undefined,
      undefined,
      '/a',
      '',
    ]);
  });
});

describe('predicatesOfTableFilter', () => {
  const filter = (value: string): TableFilter => ({
    filter_type: 'CONSTANT_COMPARISON',
    comparison_type: 'COMPARE_EQUAL',
    constant: text(value),
  });
  it.each<[TableFilter, readonly string[] | undefined]>([
    [filter('a'), ['a']],
    [{ filter_type: 'IN_FILTER', values: [text('a'), text('b')] }, ['a', 'b']],
    [{ filter_type: 'OPTIONAL_FILTER', child_filter: filter('a') }, ['a']],
    [{ filter_type: 'OPTIONAL_FILTER' }, undefined],
    [{ filter_type: 'CONJUNCTION_OR', child_filters: [filter('a'), filter('b')] }, ['a', 'b']],
    [{ filter_type: 'DYNAMIC_FILTER' }, undefined],
    [{ filter_type: 'IS_NOT_NULL' }, undefined],
  ])('%j', (tableFilter, values) => {
    expect(predicatesOfTableFilter(tableFilter, 'name').map((predicate) => predicate.values)).toEqual(
      values === undefined ? [] : [values],
    );
  });
});
