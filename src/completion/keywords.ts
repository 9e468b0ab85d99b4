/** Words that statements start with. */
export const statementWords = [
  'SELECT',
  'WITH',
  'FROM',
  'INSERT INTO',
  'UPDATE',
  'DELETE FROM',
  'EXEC',
  'EXPLAIN',
  'SHOW',
  'DESCRIBE',
  'USE',
  'SET',
  'RESET',
  'CREATE',
  'DROP',
  'COPY',
  'REFRESH MATERIALIZED VIEW',
  'VALUES',
  'SUMMARIZE',
  'PIVOT',
  'UNPIVOT',
  'TABLE',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
  'ALTER TABLE',
  'REGISTRY',
  'PURGE',
  'SLEEP',
  'NATIVEQUERY',
  'REPLACE',
  'ATTACH',
  'DETACH',
  'PRAGMA',
  'CALL',
];

/** Words that a query starts with. */
export const queryWords = ['SELECT', 'WITH', 'FROM', 'VALUES', 'PIVOT', 'UNPIVOT', 'TABLE', 'SUMMARIZE'];

/** Words that EXPLAIN stands before. */
export const explainedWords = [
  'SELECT',
  'WITH',
  'FROM',
  'INSERT INTO',
  'UPDATE',
  'DELETE FROM',
  'EXEC',
  'ANALYZE',
  'VALUES',
];

/** Words that an operand starts with. */
export const operandWords = [
  'CASE',
  'NOT',
  'NULL',
  'TRUE',
  'FALSE',
  'EXISTS',
  'CAST',
  'INTERVAL',
  'DATE',
  'TIMESTAMP',
  'ARRAY',
  'CURRENT_DATE',
  'CURRENT_TIMESTAMP',
  'DISTINCT',
  'ANY',
  'ALL',
];

/** Words that go on behind an operand. */
export const operatorWords = [
  'AND',
  'OR',
  'IN',
  'NOT IN',
  'LIKE',
  'ILIKE',
  'NOT LIKE',
  'NOT ILIKE',
  'BETWEEN',
  'NOT BETWEEN',
  'IS NULL',
  'IS NOT NULL',
  'IS DISTINCT FROM',
  'IS NOT DISTINCT FROM',
  'SIMILAR TO',
  'GLOB',
  'ESCAPE',
  'COLLATE',
  'AT TIME ZONE',
];

export const joinPhrases = [
  'JOIN',
  'LEFT JOIN',
  'INNER JOIN',
  'RIGHT JOIN',
  'FULL JOIN',
  'CROSS JOIN',
  'NATURAL JOIN',
  'SEMI JOIN',
  'ANTI JOIN',
  'ASOF JOIN',
  'POSITIONAL JOIN',
  'LEFT OUTER JOIN',
  'RIGHT OUTER JOIN',
  'FULL OUTER JOIN',
];

/** The clauses of a query behind FROM, in their order. */
export const laterClauses = ['WHERE', 'GROUP BY', 'HAVING', 'WINDOW', 'QUALIFY', 'ORDER BY', 'LIMIT', 'OFFSET'];

export const setOperators = ['UNION', 'UNION ALL', 'UNION BY NAME', 'UNION ALL BY NAME', 'EXCEPT', 'INTERSECT'];

/** What can follow a word alone, whatever stands before it. */
export const following: Readonly<Record<string, readonly string[]>> = {
  group: ['BY'],
  order: ['BY'],
  partition: ['BY'],
  inner: ['JOIN'],
  outer: ['JOIN'],
  cross: ['JOIN'],
  semi: ['JOIN'],
  anti: ['JOIN'],
  positional: ['JOIN'],
  asof: ['JOIN', 'LEFT JOIN'],
  natural: ['JOIN', 'LEFT JOIN', 'INNER JOIN', 'FULL JOIN'],
  left: ['JOIN', 'OUTER JOIN'],
  right: ['JOIN', 'OUTER JOIN'],
  full: ['JOIN', 'OUTER JOIN'],
  nulls: ['FIRST', 'LAST'],
  similar: ['TO'],
  is: ['NULL', 'NOT NULL', 'DISTINCT FROM', 'NOT DISTINCT FROM', 'TRUE', 'FALSE', 'NOT TRUE', 'NOT FALSE'],
  grouping: ['SETS'],
  within: ['GROUP'],
  tablesample: ['BERNOULLI', 'RESERVOIR', 'SYSTEM'],
};

/** Units of an INTERVAL. */
export const units = [
  'DAYS',
  'DAY',
  'HOURS',
  'HOUR',
  'MINUTES',
  'MINUTE',
  'SECONDS',
  'WEEKS',
  'MONTHS',
  'MONTH',
  'YEARS',
  'YEAR',
];

/** Types to cast to. */
export const types = [
  'VARCHAR',
  'TEXT',
  'BIGINT',
  'INTEGER',
  'INT',
  'SMALLINT',
  'HUGEINT',
  'DOUBLE',
  'REAL',
  'DECIMAL',
  'BOOLEAN',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMPTZ',
  'INTERVAL',
  'JSON',
  'JSONB',
  'UUID',
  'BLOB',
];
