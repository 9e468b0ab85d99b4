import { expect, it } from 'vitest';
import { leavesState } from './leaves-state.ts';

it.each(['CREATE TABLE t (n INT)', 'create or replace view v AS SELECT 1', "COPY t TO 'f.csv'", 'LOAD json'])(
  '%s leaves nothing of a connection',
  (sql) => expect(leavesState(sql)).toBe(false),
);

it.each([
  'CREATE TEMP TABLE t (n INT)',
  'create table temp.t (n int)',
  'SET threads = 2',
  'PREPARE p AS SELECT 1',
  'PRAGMA x',
])('%s leaves something', (sql) => expect(leavesState(sql)).toBe(true));
