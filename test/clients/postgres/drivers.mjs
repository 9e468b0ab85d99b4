// node-postgres with pg-cursor and pg-copy-streams, and postgres.js, unchanged: prints what they saw, a line each.
// Usage: NODE_DRIVERS=FOLDER node drivers.mjs PORT
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const require = createRequire(join(process.env.NODE_DRIVERS ?? '.', 'drivers.js'));
const pg = require('pg');
const Cursor = require('pg-cursor');
const { from, to } = require('pg-copy-streams');
const postgres = require('postgres');
const port = Number(process.argv[2]);
const say = (name, value) => console.log(`${name} ${JSON.stringify(value)}`);

const client = new pg.Client({ host: '127.0.0.1', port, user: 'me', database: 'aws' });
await client.connect();
try {
  const cursor = client.query(new Cursor('SELECT i FROM range($1::int) r(i)', [7]));
  const parts = [];
  for (let rows = await cursor.read(3); rows.length > 0; rows = await cursor.read(3)) parts.push(rows.length);
  await cursor.close();
  say('pg-cursor', parts);
  const left = client.query(new Cursor('SELECT i FROM range(1000000) r(i)'));
  await left.read(2);
  await left.close();
  say('after a cursor that was left', (await client.query('SELECT count(*) FROM range(3)')).rows);
  await client.query('CREATE TABLE own (n int, s text)');
  await pipeline(Readable.from(['1\ta\n2', '\t\\N\n', '3\tü\n']), client.query(from('COPY own FROM STDIN')));
  let text = '';
  for await (const chunk of client.query(to('COPY (SELECT * FROM own ORDER BY n) TO STDOUT CSV HEADER'))) text += chunk;
  say('pg-copy-streams', text);
  const wrong = pipeline(Readable.from(['x\ta\n']), client.query(from('COPY own FROM STDIN')));
  say(
    'a row that is none',
    await wrong.then(
      () => 'taken',
      (error) => error.code,
    ),
  );
  say('after it', (await client.query('SELECT count(*) AS n FROM own')).rows);
} finally {
  await client.end();
}

const sql = postgres({ host: '127.0.0.1', port, username: 'me', database: 'aws', max: 2, onnotice: () => undefined });
try {
  const name = 'payments-%';
  const [first] =
    await sql`SELECT ${5}::int AS n, ${[1, 2]}::int[] AS list, ${'x'} AS t, ${sql.json({ a: [1] })}::jsonb AS j, now() > ${new Date(0)} AS later`;
  say('postgres.js', first);
  const images = await sql`SELECT name FROM aws.ec2.images WHERE Owners = 'self' AND name LIKE ${name}`;
  say('postgres.js, the cloud', images.length > 0);
  const seen = [];
  await sql`SELECT i FROM range(5) r(i)`.cursor(2, (rows) => void seen.push(rows.length));
  say('postgres.js, a cursor', seen);
  const taken = await sql.begin(async (own) => {
    await own`CREATE TABLE own (n int, s text)`;
    await own`INSERT INTO own ${own([
      { n: 1, s: 'a' },
      { n: 2, s: 'b' },
    ])}`;
    await pipeline(Readable.from(['3\tc\n']), await own`COPY own FROM STDIN`.writable());
    const out = [];
    for await (const chunk of await own`COPY own TO STDOUT`.readable()) out.push(String(chunk));
    return [await own`SELECT sum(n)::int AS sum FROM own`, out.join('')];
  });
  say('postgres.js, a transaction', taken);
  say(
    'postgres.js, an error',
    await sql`SELECT nme FROM aws.ec2.images`.catch(({ code, position }) => [code, position]),
  );
  const [described] = [await sql`SELECT ${1}::int AS n, image_id FROM aws.ec2.images WHERE name = ${'x'}`.describe()];
  say('postgres.js, described', [described.types, described.columns.map(({ name: own, type }) => [own, type])]);
} finally {
  await sql.end();
}
