import { expect, it } from 'vitest';
import { refuseChangedMeaning } from './refuse-changed-meaning.ts';

it('knows the settings however they are written, and leaves others alone', () => {
  for (const sql of [
    'SET default_collation=x',
    'set local "default_collation" to x',
    'PRAGMA/**/default_collation',
    'CALL disable_peg_parser()',
    'FROM disable_peg_parser()',
    'EXPLAIN ANALYZE SELECT * FROM system.main."Disable_Peg_Parser" ()',
    'CREATE MACRO other() AS TABLE FROM disable_peg_parser()',
    "FROM query('FROM disable_peg_parser()')",
  ])
    expect(() => refuseChangedMeaning(sql), sql).toThrow(/cannot be/);
  for (const sql of [
    "SET TimeZone = 'UTC'",
    "SET VARIABLE default_collation = 'x'",
    'CREATE TABLE default_collation (a INT)',
    'SET',
    "SELECT 'disable_peg_parser()', disable_peg_parser FROM own",
  ])
    expect(() => refuseChangedMeaning(sql), sql).not.toThrow();
});
