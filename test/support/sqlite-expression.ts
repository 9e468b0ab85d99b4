import fc from 'fast-check';

/** Expressions that SQLite reads, over the columns i (integers), r (reals), t (texts), n (texts with numbers) and j (JSON) of a table. */
const integers = ['0', '1', '2', '7', '12', '100', '3'];
const reals = ['0.5', '1.5', '2.5', '3.0', '0.25', '1e3', '1e20'];
const texts = ["''", "'a'", "'ABC'", "'12'", "'1.5'", "' 7 '", "'12abc'", "'1e2'", "'é'", "'it''s'", "'a%b'", "'abc'"];
const documents = [
  `'{"a":1,"b":[1,2,{"c":"x"}],"d":1.0,"e":true,"f":null,"g":"t"}'`,
  `'[1,2.5,"a",null,false,{"k":"v"}]'`,
  "'{}'",
  "'[]'",
  `'"s"'`,
  "'5'",
  'j',
];
const paths = [
  "'$'",
  "'$.a'",
  "'$.b[0]'",
  "'$.b[#-1].c'",
  "'$[1]'",
  "'$.x.y'",
  `'$."a"'`,
  "'$.e'",
  "'$.b'",
  "'$.z'",
  "'$[5].a'",
];
const times = [
  "'2024-03-05'",
  "'2024-03-05 16:07:08.123'",
  "'2024-01-31T23:59:59Z'",
  "'12:34'",
  "'bogus'",
  '2460000.5',
  "'2023-12-31 05:06:07+02:00'",
  't',
];
const modifiers = [
  "'+1 day'",
  "'-1 month'",
  "'+1.5 hours'",
  "'start of month'",
  "'start of year'",
  "'weekday 0'",
  "'+01:30'",
  "'+1 year'",
  "'-20 days'",
  "'bogus'",
  "'+13 months'",
];

const of = (values: readonly string[]) => fc.constantFrom(...values);
const plain = fc.oneof(
  of(integers),
  of(reals),
  of(texts),
  of(['NULL', 'TRUE', 'FALSE']),
  of(['(i)', '(r)', '(t)', '(n)']),
);

function call(name: string, ...args: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...args).map((given) => `${name}(${given.join(', ')})`);
}

function anyCall(names: readonly string[], ...args: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(of(names), ...args).map(([name, ...given]) => `${name}(${given.join(', ')})`);
}

const time = fc
  .tuple(of(['date', 'time', 'datetime', 'unixepoch']), of(times), fc.array(of(modifiers), { maxLength: 2 }))
  .map(([name, value, rest]) => `${name}(${[value, ...rest].join(', ')})`);

const formats = [
  "'%d'",
  "'%5.2f|%s'",
  "'%x %X %o'",
  "'%-8s|%8s'",
  "'%05d'",
  "'%+d'",
  "'%,d'",
  "'%e'",
  "'%g'",
  "'%q %Q'",
  "'%.3s'",
  "'%s%%'",
];
const timeFormats = ["'%Y-%m-%d %H:%M:%S'", "'%f %j %w %W %s'", "'%e %I %p %u'", "'%R %T %F'", "'%s'"];

const tree = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const json = fc.oneof(
    call('json_extract', of(documents), of(paths)),
    call('json_extract', of(documents), of(paths), of(paths)),
    call('json_type', of(documents), of(paths)),
    call('json_array_length', of(documents), of(paths)),
    call('json', of(documents)),
    call('json_quote', inner),
    call('json_array', inner, inner),
    call('json_object', of(texts), inner),
    anyCall(['json_set', 'json_insert', 'json_replace'], of(documents), of(paths), inner),
    call('json_remove', of(documents), of(paths)),
    call('json_patch', of(documents), of(documents)),
    call('json_valid', of(documents)),
  );
  const text = fc.oneof(
    anyCall(['lower', 'upper', 'length', 'trim', 'ltrim', 'rtrim', 'hex', 'quote', 'unicode', 'octet_length'], inner),
    call('substr', inner, of(['1', '2', '-2', '0']), of(['1', '2', '5'])),
    call('replace', inner, of(texts), inner),
    call('instr', inner, inner),
    call('trim', inner, of(texts)),
    call('char', of(['65', '97', '233']), of(['66', '128512'])),
    call('format', of(formats), inner, inner, inner),
    call('printf', of(formats), inner, inner, inner),
    call('concat', inner, inner),
  );
  const operation = fc
    .tuple(
      inner,
      of([
        '+',
        '-',
        '*',
        '%',
        '||',
        '=',
        '<>',
        '<',
        '<=',
        '>',
        '>=',
        'IS',
        'IS NOT',
        'AND',
        'OR',
        '&',
        '|',
        '==',
        '!=',
      ]),
      inner,
    )
    .map(([left, operator, right]) => `${left} ${operator} ${right}`);
  const bracketed = fc
    .tuple(inner, of(['+', '-', '*', '%', '||', '=', '<', '>=', 'IS', 'AND', 'OR', '<<', '>>']), inner)
    .map(([left, operator, right]) => `(${left}) ${operator} (${right})`);
  // Reals that end in the binary system: how the last digits of others are written SQLite's versions do not agree on.
  const division = fc.tuple(inner, of(['2', '4', '0', '0.5', "'2'", 'NULL'])).map((parts) => parts.join(' / '));
  const test = fc.oneof(
    fc
      .tuple(inner, of(['LIKE', 'NOT LIKE', 'GLOB']), of(["'a%'", "'%B%'", "'_bc'", "'a*'", "'[^b]*'", "'12%'", "'?'"]))
      .map((parts) => parts.join(' ')),
    fc.tuple(inner, inner, inner).map(([one, low, high]) => `(${one}) BETWEEN (${low}) AND (${high})`),
    fc.tuple(inner, of(['IN', 'NOT IN']), inner, inner).map(([one, word, a, b]) => `(${one}) ${word} (${a}, ${b})`),
    inner.map((one) => `(${one}) IS NULL`),
    inner.map((one) => `NOT (${one})`),
    inner.map((one) => `-(${one})`),
    inner.map((one) => `~(${one})`),
  );
  const choice = fc.oneof(
    fc.tuple(inner, inner, inner).map(([a, b, c]) => `CASE WHEN ${a} THEN ${b} ELSE ${c} END`),
    fc.tuple(inner, inner, inner).map(([a, b, c]) => `CASE ${a} WHEN ${b} THEN ${c} END`),
    anyCall(['coalesce', 'ifnull', 'nullif', 'max', 'min'], inner, inner),
    call('iif', inner, inner, inner),
    fc
      .tuple(inner, of(['INTEGER', 'REAL', 'TEXT', 'NUMERIC', 'VARCHAR(9)']))
      .map(([one, type]) => `CAST(${one} AS ${type})`),
    anyCall(['abs', 'round', 'sign', 'typeof'], inner),
    call('round', inner, of(['1', '2'])),
  );
  const timed = fc.oneof(
    time,
    call('julianday', of(["'2024-03-05'", "'2024-03-05 18:00'"]), of(modifiers.slice(0, 2))),
    call('strftime', of(timeFormats), of(times)),
    call('timediff', of(times), of(times)),
  );
  return {
    expression: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { arbitrary: plain, weight: 3 },
      { arbitrary: operation.map((one) => `(${one})`), weight: 3 },
      { arbitrary: bracketed.map((one) => `(${one})`), weight: 2 },
      { arbitrary: division.map((one) => `(${one})`), weight: 1 },
      { arbitrary: test.map((one) => `(${one})`), weight: 2 },
      { arbitrary: choice, weight: 2 },
      { arbitrary: json, weight: 2 },
      { arbitrary: text, weight: 2 },
      { arbitrary: timed, weight: 1 },
    ),
  };
});

export const sqliteExpression = tree.expression;
