import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import type { Database } from '../src/session/database.ts';
import { isLong, isTriedToday, seed } from './support/run-seed.ts';
import { openShopOracle, type ShopOracle } from './support/shop-oracle.ts';
import { createShop, type ShopData } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

// What the planner pushes down, hands from scan to scan and leaves out must never change an answer: each statement is run over the shop,
// and by DuckDB alone over tables that hold everything.
const statements = [
  "SELECT id, name FROM fake.shop.items WHERE region = 'north'",
  "SELECT * EXCLUDE (tags, made) FROM fake.shop.items WHERE kind = 'b' AND name LIKE 'a%'",
  "SELECT id FROM fake.shop.items WHERE name LIKE '%b%' OR kind = 'a'",
  "SELECT id, size FROM fake.shop.items WHERE kind IN ('a', 'b', 'c') AND size > 2",
  "SELECT id, size FROM fake.shop.items WHERE id IN ('i1', 'i2', 'i9') AND region LIKE 'n%'",
  "SELECT id FROM fake.shop.items WHERE tags ->> 'env' = 'prod' AND size < 5",
  'SELECT region, count(*) AS n, max(size) AS m FROM fake.shop.items GROUP BY region',
  "SELECT i.id, p.label FROM fake.shop.items i JOIN fake.shop.parts p ON p.item_id = i.id WHERE i.kind = 'a'",
  'SELECT i.id, p.label FROM fake.shop.items i LEFT JOIN fake.shop.parts p ON p.item_id = i.id AND p.region = i.region',
  'SELECT label FROM fake.shop.parts WHERE item_id IN (SELECT id FROM fake.shop.items WHERE size > 3)',
  'SELECT i.id FROM fake.shop.items i WHERE NOT EXISTS (SELECT 1 FROM fake.shop.parts p WHERE p.item_id = i.id)',
  "SELECT i.id FROM fake.shop.items i WHERE i.id NOT IN (SELECT item_id FROM fake.shop.parts WHERE item_id IN ('i1', 'i3'))",
  "SELECT a.id AS x, b.id AS y FROM fake.shop.items a JOIN fake.shop.items b ON a.name = b.name WHERE a.region = 'north' AND b.region = 'south'",
  'SELECT a.id AS x, b.size FROM fake.shop.items a JOIN fake.shop.items b ON b.id = a.name',
  "SELECT id, (SELECT count(*) FROM fake.shop.parts p WHERE p.item_id = i.id) AS n FROM fake.shop.items i WHERE i.kind = 'a'",
  "SELECT u.x, i.size FROM (VALUES ('i1'), ('i4')) u(x) JOIN fake.shop.items i ON i.id = u.x",
  "SELECT i.size FROM (SELECT unnest(['i2', 'i3']) AS x) u JOIN fake.shop.items i ON i.id = u.x",
  "WITH m AS MATERIALIZED (SELECT * FROM fake.shop.items WHERE kind = 'a') SELECT x.id FROM m x JOIN m y ON x.name = y.name",
  "WITH RECURSIVE r AS (SELECT id, name FROM fake.shop.items WHERE id = 'i1' UNION SELECT i.id, i.name FROM fake.shop.items i JOIN r ON i.id = r.name) SELECT * FROM r",
  'SELECT * FROM (SELECT id, size FROM fake.shop.items ORDER BY size DESC NULLS LAST, id, region LIMIT 3) WHERE size > 0',
  'SELECT x.id FROM (SELECT id, row_number() OVER (PARTITION BY kind ORDER BY id, region) AS n FROM fake.shop.items) x WHERE x.n = 1',
  "SELECT id, kind FROM fake.shop.items WHERE kind = 'a' UNION ALL SELECT item_id, label FROM fake.shop.parts WHERE item_id = 'i2'",
  "SELECT id FROM fake.shop.items EXCEPT SELECT item_id FROM fake.shop.parts WHERE item_id IN ('i1', 'i2')",
  "SELECT kind, array_agg(id ORDER BY id, region) AS ids FROM fake.shop.items WHERE name >= 'a' AND name < 'b' GROUP BY kind HAVING count(*) > 1",
  "SELECT id FROM fake.shop.items WHERE made > TIMESTAMPTZ '2026-01-01 00:00:00Z' AND made <= TIMESTAMPTZ '2026-03-01 00:00:00Z'",
  'SELECT id FROM fake.shop.items WHERE size BETWEEN 2 AND 4 OR size = 7',
  "SELECT upper(name) AS u, size FROM fake.shop.items WHERE lower(kind) = 'a' AND name <> 'ab'",
  'SELECT i.id FROM fake.shop.items i SEMI JOIN fake.shop.parts p ON p.item_id = i.id',
  'SELECT a.id FROM fake.shop.items a WHERE a.size = (SELECT max(size) FROM fake.shop.items b WHERE b.kind = a.kind)',
  'SELECT i.id, l.label FROM fake.shop.items i, LATERAL (SELECT label FROM fake.shop.parts p WHERE p.item_id = i.id ORDER BY number LIMIT 1) l',
  'SELECT DISTINCT ON (kind) kind, id FROM fake.shop.items ORDER BY kind, id, region',
  "PIVOT (SELECT region, kind FROM fake.shop.items WHERE name LIKE 'a%') ON kind IN ('a', 'b') USING count(*)",
  "SELECT id FROM fake.shop.items WHERE data__Identifier = 'i3'",
  "SELECT id, size FROM fake.shop.items WHERE id = (SELECT min(item_id) FROM fake.shop.parts WHERE item_id IN ('i1', 'i2'))",
  'SELECT label FROM fake.shop.parts WHERE item_id = (SELECT id FROM fake.shop.items ORDER BY id LIMIT 1)',
  "SELECT i.id, x.k FROM (SELECT 'i2' AS k) x LEFT JOIN fake.shop.items i ON x.k = i.id",
  'SELECT i.id, i.size FROM fake.shop.items i JOIN (SELECT kind, max(id) AS id FROM fake.shop.items GROUP BY kind) m ON m.id = i.id',
  "SELECT b.id, a.size FROM fake.shop.items b JOIN fake.shop.items a ON a.id = b.id WHERE a.data__Identifier = 'i3'",
  "SELECT id FROM fake.shop.items WHERE id IN ('i1', 'i2', 'i3') AND made = TIMESTAMPTZ '2026-03-01 00:00:00Z'",
  "SELECT code, price FROM fake.shop.lots WHERE made IN ('2026-02-01', '2026-03-01')",
  "WITH m AS MATERIALIZED (SELECT * FROM fake.shop.lots WHERE made = '2026-02-01') SELECT a.price FROM m a, m b",
  "SELECT l.code, l.price FROM fake.shop.items i JOIN fake.shop.lots l ON i.made = l.made WHERE i.id = 'i1'",
  "SELECT title, price FROM fake.shop.lots WHERE tags = '{\"env\":\"prod\"}' OR tags ->> 'env' = 'test'",
  "SELECT v.x, b.title FROM (VALUES (NULL), ('a')) v(x) JOIN (fake.shop.items a LEFT JOIN (SELECT * FROM fake.shop.lots WHERE title IS NOT NULL) b ON a.id = b.item_id) ON b.title IS NOT DISTINCT FROM v.x",
  "SELECT title FROM fake.shop.lots WHERE ItemIds IN ('i1', 'i2', 'i3')",
  'SELECT i.id, l.title FROM fake.shop.items i JOIN fake.shop.lots l ON l.ItemIds = i.id',
  "SELECT code, line, price FROM fake.shop.lots WHERE code IN ('a', 'b') AND line IN (1, 2, 3)",
  "SELECT data__Identifier AS own, price FROM fake.shop.lots WHERE data__Identifier IN ('a|1', 'b|2')",
  "SELECT a.id, c.size FROM fake.shop.items a JOIN fake.shop.items b ON a.name = b.name AND b.kind = 'a' JOIN fake.shop.items c ON c.name = b.name AND c.kind = 'a' AND c.size > 1",
  'SELECT item_id, code, colour, weight, region FROM fake.shop.boxes',
  "SELECT item_id, code, weight FROM fake.shop.boxes WHERE region = 'north' AND colour = 'red'",
  "SELECT code, weight FROM fake.shop.boxes WHERE item_id LIKE 'i%' AND item_id < 'i3'",
  "SELECT code FROM fake.shop.boxes WHERE item_id IN ('i0', 'i2') AND weight > 1",
  "SELECT colour, weight FROM fake.shop.boxes WHERE item_id = 'i1' AND code IN ('a0', 'b1', 'a2')",
  "SELECT ItemId, code FROM fake.shop.boxes WHERE ItemId <> 'i1'",
  "SELECT ItemId, code FROM fake.shop.boxes WHERE ItemId LIKE 'i_'",
  "SELECT i.name, b.code FROM fake.shop.items i JOIN fake.shop.boxes b ON b.item_id = i.id WHERE i.kind = 'a'",
  "SELECT b.code FROM fake.shop.boxes b WHERE NOT EXISTS (SELECT 1 FROM fake.shop.items i WHERE i.id = b.item_id AND i.kind = 'a')",
  'SELECT a.code, b.code AS other FROM fake.shop.boxes a JOIN fake.shop.boxes b ON a.item_id = b.item_id',
  'SELECT * FROM fake.shop.labels',
  "SELECT words FROM fake.shop.labels WHERE item_id = 'i1'",
  "SELECT words FROM fake.shop.labels WHERE box_code LIKE 'a%' AND region = 'south'",
  "SELECT words FROM fake.shop.labels WHERE item_id IN ('i0', 'i1', 'i2') AND box_code IN ('a0', 'b1', 'a2', 'b3')",
  'SELECT b.colour, l.words FROM fake.shop.boxes b JOIN fake.shop.labels l ON l.box_code = b.code AND l.item_id = b.item_id',
  "SELECT b.colour, l.words FROM fake.shop.boxes b JOIN fake.shop.labels l ON l.box_code = b.code WHERE b.colour = 'red'",
  'SELECT number, item_id FROM fake.shop.tickets',
  "SELECT t1.name FROM fake.shop.items t0 RIGHT JOIN fake.shop.items t1 ON t0.id = t1.id ANTI JOIN fake.shop.items t2 ON t0.id = t2.id WHERE t1.id = 'i1'",
  "SELECT number FROM fake.shop.tickets WHERE item_id > 'i1'",
  "SELECT ItemIds, number FROM fake.shop.tickets WHERE item_id IN ('i1', 'i2')",
  'SELECT * FROM fake.shop.owners',
  "SELECT name FROM fake.shop.owners WHERE grade > 1 AND name LIKE 'o%'",
  'SELECT item_id, owner, number FROM fake.shop.deals',
  "SELECT d.number FROM fake.shop.deals d WHERE d.owner = 'o1' AND d.item_id >= 'i1'",
  'SELECT o.grade, d.number FROM fake.shop.owners o JOIN fake.shop.deals d ON d.owner = o.name WHERE o.grade = 2',
  'SELECT i.id, l.line FROM fake.shop.items i ASOF JOIN fake.shop.lots l ON i.id = l.code AND coalesce(i.size, 0) >= l.line, fake.shop.lots o WHERE o.open',
];

// What only reads of one resource with different rows show: each read has rows of its own.
const oneResourceTwice = [
  "SELECT a.id, b.id AS other FROM fake.shop.items a JOIN fake.shop.items b ON a.name = b.name WHERE a.kind = 'a' AND b.kind = 'b'",
  "SELECT a.id, b.id AS other FROM fake.shop.items a JOIN fake.shop.items b ON a.region = b.region WHERE a.name LIKE 'a%' AND b.name LIKE '%b%'",
  "SELECT a.id, b.size FROM fake.shop.items a JOIN fake.shop.items b ON b.id = a.name WHERE a.kind = 'a' AND b.size > 1",
  "SELECT a.id, b.id AS other FROM fake.shop.items a LEFT JOIN fake.shop.items b ON b.name = a.name AND b.kind = 'b' WHERE a.kind = 'a'",
  "SELECT a.id, b.id AS other FROM fake.shop.items a RIGHT JOIN fake.shop.items b ON b.name = a.name AND a.kind = 'b' WHERE b.region = 'north'",
  "SELECT a.id, b.id AS other FROM fake.shop.items a FULL OUTER JOIN fake.shop.items b ON a.name = b.name AND a.kind = 'a' AND b.kind = 'b'",
  "SELECT a.id, b.id AS other FROM (SELECT * FROM fake.shop.items WHERE kind = 'a') a FULL OUTER JOIN (SELECT * FROM fake.shop.items WHERE kind = 'b') b ON a.size = b.size",
  "SELECT a.id, b.id AS other FROM (SELECT * FROM fake.shop.items WHERE id = 'i1') a FULL OUTER JOIN (SELECT * FROM fake.shop.items WHERE id IN ('i1', 'i2')) b ON a.id = b.id",
  'SELECT a.id, b.size, c.kind FROM fake.shop.items a JOIN fake.shop.items b ON b.name = a.name JOIN fake.shop.items c ON c.size = b.size',
  "SELECT a.id, b.id AS second, c.id AS third FROM fake.shop.items a LEFT JOIN fake.shop.items b ON b.id = a.name LEFT JOIN fake.shop.items c ON c.id = b.name AND c.kind = 'a'",
  "SELECT a.code, b.code AS other FROM fake.shop.boxes a JOIN fake.shop.boxes b ON a.item_id = b.item_id WHERE a.colour = 'red' AND b.weight > 1",
  "SELECT a.line, b.line AS other FROM fake.shop.lots a JOIN fake.shop.lots b ON a.item_id = b.item_id WHERE a.open AND b.ItemIds = 'i1'",
  "SELECT a.title, b.price FROM fake.shop.lots a LEFT JOIN fake.shop.lots b ON b.code = a.code AND b.line = a.line AND b.made = '2026-02-01'",
  "SELECT i.id FROM fake.shop.items i WHERE NOT EXISTS (SELECT 1 FROM fake.shop.items o WHERE o.name = i.name AND o.kind = 'b') AND i.kind = 'a'",
  'SELECT i.id FROM fake.shop.items i WHERE NOT EXISTS (SELECT 1 FROM fake.shop.items o WHERE o.id = i.name)',
  "SELECT i.id FROM fake.shop.items i WHERE i.kind = 'a' AND NOT EXISTS (SELECT 1 FROM fake.shop.items o WHERE o.id = i.id AND o.size > 2)",
  "SELECT i.id FROM fake.shop.items i WHERE EXISTS (SELECT 1 FROM fake.shop.items o WHERE o.kind = i.name) OR i.kind = 'c'",
  "SELECT id FROM fake.shop.items WHERE id NOT IN (SELECT name FROM fake.shop.items WHERE name IS NOT NULL AND kind = 'a')",
  "SELECT id, (SELECT max(o.id) FROM fake.shop.items o WHERE o.name = i.name AND o.kind = 'b') AS other FROM fake.shop.items i WHERE i.kind = 'a'",
  "SELECT a.code FROM fake.shop.boxes a WHERE NOT EXISTS (SELECT 1 FROM fake.shop.boxes b WHERE b.item_id = a.item_id AND b.colour = 'red')",
  "SELECT p.label FROM fake.shop.parts p WHERE p.item_id = 'i1' AND NOT EXISTS (SELECT 1 FROM fake.shop.parts o WHERE o.item_id = 'i2' AND o.label = p.label)",
  "SELECT id FROM fake.shop.items WHERE kind = 'a' INTERSECT SELECT id FROM fake.shop.items WHERE size > 2",
  "SELECT id FROM fake.shop.items WHERE region = 'north' EXCEPT ALL SELECT name FROM fake.shop.items WHERE region = 'south'",
];

const definedOnceUsedTwice = [
  "WITH m AS (SELECT id, name, size FROM fake.shop.items WHERE kind = 'a') SELECT x.id, y.size FROM m x JOIN m y ON x.name = y.name WHERE x.size > 1",
  "WITH m AS (SELECT * FROM fake.shop.items) SELECT x.id, y.id AS other FROM m x JOIN m y ON x.size = y.size WHERE x.kind = 'a' AND y.kind = 'b'",
  'WITH m AS MATERIALIZED (SELECT * FROM fake.shop.items) SELECT x.id, y.id AS other FROM m x LEFT JOIN m y ON y.id = x.name AND y.size > 0',
  "WITH m AS (SELECT id, kind FROM fake.shop.items WHERE name LIKE 'a%') SELECT kind FROM m WHERE id = 'i1' UNION ALL SELECT id FROM m WHERE kind = 'b'",
  "WITH m AS (SELECT id FROM fake.shop.items WHERE kind = 'a') SELECT i.id, i.size FROM fake.shop.items i WHERE i.id IN (FROM m) OR i.name IN (FROM m)",
  "WITH m AS (SELECT id FROM fake.shop.items WHERE kind = 'a') SELECT t.item_id FROM m JOIN fake.shop.tickets t ON t.item_id = m.id UNION ALL SELECT b.code FROM m JOIN fake.shop.boxes b ON b.item_id = m.id",
  "WITH m AS (SELECT id FROM fake.shop.items WHERE kind = 'a') SELECT p.label FROM m JOIN fake.shop.parts p ON p.item_id = m.id UNION ALL SELECT b.code FROM m JOIN fake.shop.boxes b ON b.item_id = m.id",
  'SELECT a.id, b.name FROM views.small a JOIN views.small b ON a.name = b.name',
  "SELECT a.id, b.id AS other FROM views.small a JOIN views.small b ON a.id = b.name WHERE a.region = 'north' AND b.size > 1",
  "SELECT a.id, b.kind FROM views.every a FULL OUTER JOIN views.every b ON a.name = b.name AND b.kind = 'b' AND a.kind = 'a'",
  'SELECT a.id FROM views.every a WHERE NOT EXISTS (SELECT 1 FROM views.every b WHERE b.name = a.name AND b.id <> a.id)',
  'SELECT a.id, b.size FROM views.small a LEFT JOIN views.every b ON b.id = a.id',
  'SELECT a.code, b.colour FROM views.stocked a JOIN views.stocked b ON a.id = b.id AND a.code <> b.code',
  "SELECT id, size FROM views.every WHERE id = 'i2' UNION SELECT id, size FROM views.small",
];

const severalReads = [
  "SELECT id AS c FROM fake.shop.items WHERE id = 'i1' UNION ALL SELECT id FROM fake.shop.items",
  "SELECT id AS c, size FROM fake.shop.items WHERE data__Identifier IN ('i1', 'i2') UNION SELECT id, size FROM fake.shop.items WHERE kind = 'b'",
  "SELECT item_id AS c FROM fake.shop.parts WHERE item_id = 'i1' UNION ALL SELECT p.item_id FROM fake.shop.parts p JOIN fake.shop.items i ON p.item_id = i.id",
  "SELECT code FROM fake.shop.boxes WHERE item_id = 'i1' UNION ALL SELECT code FROM fake.shop.boxes UNION ALL SELECT code FROM fake.shop.boxes WHERE ItemId = 'i2'",
  "SELECT title FROM fake.shop.lots WHERE ItemIds = 'i1' UNION ALL SELECT title FROM fake.shop.lots WHERE code = 'a' AND line = 1 UNION ALL SELECT title FROM fake.shop.lots WHERE open",
  "SELECT number FROM fake.shop.tickets WHERE item_id = 'i1' EXCEPT SELECT number FROM fake.shop.tickets WHERE ItemIds IN ('i1', 'i2') AND number > 1",
  "SELECT i.id, b.code, l.words FROM fake.shop.items i JOIN fake.shop.boxes b ON b.item_id = i.id JOIN fake.shop.labels l ON l.item_id = b.item_id AND l.box_code = b.code WHERE i.kind = 'a'",
  "SELECT i.id, p.label, b.code FROM fake.shop.items i LEFT JOIN fake.shop.parts p ON p.item_id = i.id LEFT JOIN fake.shop.boxes b ON b.item_id = i.id AND b.colour = 'red'",
  'SELECT i.id, t.number, b.code FROM fake.shop.items i JOIN fake.shop.tickets t ON t.item_id = i.id JOIN fake.shop.boxes b ON b.item_id = t.item_id',
  "SELECT i.size, l.price FROM fake.shop.lots l JOIN fake.shop.items i ON i.id = l.item_id JOIN fake.shop.items o ON o.name = i.name WHERE o.kind = 'a'",
  'SELECT i.id, b.code FROM fake.shop.items i FULL OUTER JOIN fake.shop.boxes b ON b.item_id = i.id',
  "SELECT i.id, b.code FROM (SELECT id FROM fake.shop.items WHERE kind = 'a') i FULL OUTER JOIN (SELECT item_id, code FROM fake.shop.boxes WHERE colour = 'red') b ON b.item_id = i.id",
  'SELECT i.id, l.title FROM fake.shop.items i FULL OUTER JOIN fake.shop.lots l ON l.item_id = i.id AND l.open',
  "SELECT v.x, i.size FROM (VALUES (NULL), ('i1'), ('i9')) v(x) FULL OUTER JOIN fake.shop.items i ON i.id = v.x",
  "SELECT label FROM fake.shop.parts WHERE item_id IN (SELECT id FROM fake.shop.items WHERE kind = 'a' ORDER BY id LIMIT 2)",
  'SELECT id, size FROM fake.shop.items WHERE id IN (SELECT name FROM fake.shop.items ORDER BY name, id LIMIT 3)',
  'SELECT id, size FROM fake.shop.items WHERE id IN (SELECT item_id FROM fake.shop.lots ORDER BY line DESC LIMIT 2 OFFSET 1)',
  'SELECT code FROM fake.shop.boxes WHERE item_id IN (SELECT id FROM fake.shop.items ORDER BY size DESC NULLS LAST, id LIMIT 1)',
  'SELECT i.id, x.label FROM (SELECT id FROM fake.shop.items ORDER BY id DESC LIMIT 2) i JOIN fake.shop.parts x ON x.item_id = i.id',
  'SELECT i.id, p.label FROM fake.shop.items i JOIN fake.shop.parts p ON p.item_id = i.id AND p.region = i.region',
  'SELECT i.id, b.code, o.made FROM fake.shop.items i JOIN fake.shop.boxes b ON b.item_id = i.id AND b.region = i.region JOIN fake.shop.items o ON o.id = b.item_id AND o.region = b.region',
  'SELECT i.id, l.title, p.label FROM fake.shop.items i LEFT JOIN fake.shop.lots l ON l.item_id = i.name AND l.region = i.region LEFT JOIN fake.shop.parts p ON p.item_id = l.item_id AND p.region = l.region',
  'SELECT i.id, l.title, p.label FROM fake.shop.items i FULL JOIN fake.shop.lots l ON l.item_id = i.name AND l.region = i.region LEFT JOIN fake.shop.parts p ON p.item_id = l.item_id AND p.region = i.region',
  "SELECT i.id, o.size, o.made FROM fake.shop.items i JOIN fake.shop.items o ON o.id = i.name AND o.region = i.region WHERE i.kind IN ('a', 'b')",
  'SELECT i.id, o.id AS other, o.made FROM fake.shop.items i, fake.shop.items j, fake.shop.items o WHERE o.id = i.name AND o.region = j.region AND j.id = i.id',
  'SELECT p.label FROM (SELECT min(item_id) AS item, max(region) AS region FROM fake.shop.lots GROUP BY code) l JOIN fake.shop.parts p ON p.item_id = l.item AND p.region = l.region',
  'SELECT label FROM fake.shop.parts WHERE item_id IN (SELECT id FROM fake.shop.items) AND region IN (SELECT region FROM fake.shop.items WHERE size > 4)',
  'SELECT i.id, x.made FROM fake.shop.items i LEFT JOIN LATERAL (SELECT made FROM fake.shop.items o WHERE o.id = i.name AND o.region = i.region) x ON true',
  'SELECT d.id, b.code FROM (SELECT DISTINCT ON (kind) kind, id, region FROM fake.shop.items ORDER BY kind, id, region) d JOIN fake.shop.boxes b ON b.item_id = d.id AND b.region = d.region',
  'SELECT b.code FROM (SELECT id FROM fake.shop.items QUALIFY row_number() OVER (PARTITION BY kind ORDER BY size DESC NULLS LAST, id, region) < 3) i JOIN fake.shop.boxes b ON b.item_id = i.id',
  'SELECT b.code FROM (SELECT kind, arg_max(id, (size, id)) AS id FROM fake.shop.items GROUP BY kind) i JOIN fake.shop.boxes b ON b.item_id = i.id',
  'SELECT b.code FROM (SELECT kind, max_by(name, id) AS id FROM fake.shop.items GROUP BY kind) i JOIN fake.shop.boxes b ON b.item_id = i.id',
  "SELECT b.code FROM (SELECT max(id) FILTER (WHERE kind = 'a') AS a, min(id) AS id FROM fake.shop.items) i JOIN fake.shop.boxes b ON b.item_id IN (i.a, i.id)",
  'SELECT b.code FROM fake.shop.boxes b WHERE b.item_id IN (SELECT max(id) FROM fake.shop.items GROUP BY ROLLUP (kind, region))',
  'SELECT d.id, b.code FROM (SELECT DISTINCT ON (kind) id FROM fake.shop.items ORDER BY kind, size DESC NULLS LAST, id, region) d JOIN fake.shop.boxes b ON b.item_id = d.id',
  'SELECT (SELECT count(*) FROM fake.shop.boxes b WHERE b.item_id = (SELECT id FROM fake.shop.items ORDER BY made DESC, id LIMIT 1 OFFSET 1)) AS boxes',
  // Of one region rows come in the order in which they are listed.
  "SELECT id, size FROM fake.shop.items WHERE id IN (SELECT item_id FROM fake.shop.lots WHERE region = 'north' LIMIT 2)",
  "SELECT id, made FROM fake.shop.items WHERE id IN (SELECT 'i' || size FROM fake.shop.items WHERE kind = 'a' AND region = 'north' LIMIT 1 OFFSET 1)",
  "SELECT i.id, l.title FROM fake.shop.items i JOIN (SELECT * FROM fake.shop.lots WHERE open AND region = 'north' AND title IS NOT NULL LIMIT 2) l ON l.item_id = i.id",
  "SELECT id, made FROM fake.shop.items WHERE id IN (SELECT item_id FROM fake.shop.lots WHERE (price > 1 OR title LIKE '%b') AND coalesce(price, 0) < 2 AND region = 'north' LIMIT 1)",
  "SELECT i.id, b.code FROM (SELECT id FROM (SELECT * FROM fake.shop.items WHERE region = 'north' LIMIT 3) WHERE size > 1) i JOIN fake.shop.boxes b ON b.item_id = i.id",
  "SELECT id, size FROM fake.shop.items WHERE id IN (SELECT id FROM fake.shop.items WHERE region = 'north' AND name LIKE 'a%' AND name <> 'ab' LIMIT 2)",
  "SELECT id, tags FROM fake.shop.items WHERE id = (SELECT item_id FROM fake.shop.lots WHERE region = 'north' AND tags ->> 'env' = 'prod' LIMIT 1)",
  'SELECT d.id, b.code FROM (SELECT kind, id FROM fake.shop.items ORDER BY kind, id) d JOIN fake.shop.boxes b ON b.item_id = d.id',
  'SELECT d.id, b.code FROM (SELECT DISTINCT ON (kind) kind, id, region FROM fake.shop.items ORDER BY kind, id, region) d JOIN fake.shop.boxes b ON b.item_id = d.id AND b.region = d.region',
  "SELECT o.id, o.size FROM (SELECT price, code, item_id FROM fake.shop.lots ORDER BY price, code) l JOIN fake.shop.items o ON o.id = l.item_id WHERE o.kind <> 'c'",
  'SELECT i.id, i.size FROM fake.shop.items i JOIN (SELECT DISTINCT item_id FROM fake.shop.boxes) b ON i.id = b.item_id',
  "SELECT i.id, i.tags FROM fake.shop.items i JOIN (VALUES ('i0', 'north'), ('i1', 'south'), ('i2', 'north')) v(id, region) ON i.id = v.id AND i.region = v.region",
  "SELECT i.id, p.label FROM fake.shop.items i CROSS JOIN LATERAL (SELECT label FROM fake.shop.parts p WHERE p.item_id = i.id AND p.region = i.region) p WHERE i.kind IN ('a', 'b')",
  'SELECT i.id, count(b.code) AS n FROM fake.shop.items i LEFT JOIN fake.shop.boxes b ON b.item_id = i.id GROUP BY i.id HAVING count(b.code) <> 1',
  "SELECT i.id FROM fake.shop.items i WHERE (i.id, i.region) IN (SELECT item_id, region FROM fake.shop.boxes WHERE colour = 'red')",
  'SELECT i.id FROM fake.shop.items i WHERE i.size > ALL (SELECT weight FROM fake.shop.boxes b WHERE b.item_id = i.id)',
  'SELECT i.id, l.line, l.price FROM fake.shop.items i POSITIONAL JOIN (SELECT * FROM fake.shop.lots WHERE false) l',
  "SELECT id, lead(name) OVER (PARTITION BY region ORDER BY id) AS following FROM fake.shop.items QUALIFY following LIKE 'a%'",
];

// A statement reads them by these names, and the tables that hold everything have the same ones over them.
const views = {
  small: "SELECT id, name, size, region FROM fake.shop.items WHERE kind = 'a'",
  every: 'SELECT * FROM fake.shop.items',
  stocked: 'SELECT i.id, b.code, b.colour FROM fake.shop.items i JOIN fake.shop.boxes b ON b.item_id = i.id',
};

const text = fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', 'i1', 'i4', '', 'A');
const item = fc.record({
  name: fc.option(text),
  kind: fc.constantFrom('a', 'b', 'c', null),
  size: fc.option(fc.integer({ min: 0, max: 8 })),
  tags: fc.constantFrom({ env: 'prod' }, { env: 'test' }, {}, null),
  made: fc.constantFrom('2025-12-31T23:59:59Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00Z', null),
  region: fc.constantFrom('north', 'south'),
});
const lot = fc.record({
  code: fc.constantFrom('a', 'b', 'i1', 'i2'),
  title: fc.option(text),
  price: fc.constantFrom(0, 1.5, 2, null),
  open: fc.constantFrom(true, false, null),
  made: fc.constantFrom('2026-02-01T00:00:00Z', '2026-02-01T01:00:00+01:00', '2026-03-01T00:00:00.000Z', null),
  tags: fc.constantFrom({ env: 'prod' }, { env: 'test' }, null),
  item_id: fc.constantFrom('i1', 'i2', 'i3', null),
  region: fc.constantFrom('north', 'south'),
});
const estate = fc.record({
  items: fc.array(item, { maxLength: 10 }),
  lots: fc.array(lot, { maxLength: 8 }),
  parts: fc.array(
    fc.record({ item: fc.integer({ min: 0, max: 9 }), label: text, region: fc.constantFrom('north', 'south') }),
    { maxLength: 12 },
  ),
  boxes: fc.array(
    fc.record({
      item: fc.nat(),
      code: fc.constantFrom('a', 'b'),
      colour: fc.constantFrom('red', 'blue', null),
      weight: fc.nat({ max: 3 }),
    }),
    { maxLength: 8 },
  ),
  labels: fc.array(fc.record({ box: fc.nat(), words: text }), { maxLength: 8 }),
  tickets: fc.array(fc.record({ item: fc.nat() }), { maxLength: 8 }),
  owners: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
  deals: fc.array(fc.record({ item: fc.nat(), owner: fc.nat() }), { maxLength: 8 }),
});

type Generated = typeof estate extends fc.Arbitrary<infer Value> ? Value : never;

function shopData(generated: Generated): Required<ShopData> {
  const all = generated.items.map((row, index) => ({ id: `i${index}`, ...row })) as readonly (Row & {
    readonly id: string;
    readonly region: string;
  })[];
  // Whatever belongs to an item is in its region; what would belong to none is not there.
  const owner = <Thing>(things: readonly Thing[], index: number) => things.slice(index % Math.max(1, things.length))[0];
  const ownBoxes = generated.boxes.flatMap(({ item: of, code, ...rest }, index) => {
    const own = owner(all, of);
    return own === undefined ? [] : [{ item_id: own.id, code: `${code}${index}`, ...rest, region: own.region }];
  });
  const ownOwners = generated.owners.map((grade, index) => ({ name: `o${index}`, grade, region: 'north' }));
  return {
    items: all,
    parts: generated.parts.map(({ item: of, label, region }, number) => ({ item_id: `i${of}`, number, label, region })),
    lots: generated.lots.map((row, line) => ({ line, ...row })) as readonly Row[],
    boxes: ownBoxes,
    labels: generated.labels.flatMap(({ box, words }, number) => {
      const own = owner(ownBoxes, box);
      return own === undefined ? [] : [{ item_id: own.item_id, box_code: own.code, number, words, region: own.region }];
    }),
    tickets: generated.tickets.flatMap(({ item: of }, number) => {
      const own = owner(all, of);
      return own === undefined ? [] : [{ item_id: own.id, number, region: own.region }];
    }),
    owners: ownOwners,
    deals: generated.deals.flatMap(({ item: of, owner: by }, number) => {
      const [own, buyer] = [owner(all, of), owner(ownOwners, by)];
      return own === undefined || buyer === undefined
        ? []
        : [{ item_id: own.id, owner: buyer.name, number, region: own.region }];
    }),
  };
}

function withoutPlace({
  account_id: _account,
  connection: _connection,
  data__Identifier: _identifier,
  ...row
}: Row): Row {
  return row;
}

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

// Other shops each run. Fast-check makes one that fails as small as it can; SEED repeats it, as the suite is named.
const runs = isLong ? 100 : 1;

describe(`pushdown (SEED=${seed})`, () => {
  const data: ShopData = { items: [], parts: [] };
  let oracle: ShopOracle;
  let db: Database;
  beforeAll(async () => {
    oracle = await openShopOracle();
    ({ db } = await openShop(createShop(data)));
    for (const run of [(sql: string) => oracle.run(sql), (sql: string) => db.query(sql)]) {
      await run('CREATE SCHEMA views');
      for (const [name, sql] of Object.entries(views)) await run(`CREATE VIEW views.${name} AS ${sql}`);
    }
  });
  afterAll(async () => {
    await oracle.close();
    await db.close();
  });

  const all = [...statements, ...oneResourceTwice, ...definedOnceUsedTwice, ...severalReads];
  it.each(all.filter(isTriedToday))('%s', { timeout: 20_000 + runs * 2_000 }, async (sql) => {
    await fc.assert(
      fc.asyncProperty(estate, async (generated) => {
        const rows = shopData(generated);
        Object.assign(data, rows);
        const answer = await db.query(sql);
        expect(answer.warnings).toEqual([]);
        const expected = await oracle.answer(sql, rows);
        expect(sorted(answer.rows.map(withoutPlace))).toEqual(sorted(expected.map(withoutPlace)));
      }),
      { numRuns: runs, seed },
    );
  });
});
