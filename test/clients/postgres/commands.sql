-- psql's own commands, each a paragraph, run against PostgreSQL and skyql serve. The answers are the same but for those behind
-- "-- columns": there the catalogs hold other rows, and what must agree is the columns, or the error.

\d

\d own

\d own_view

\d nope

-- columns
\d+

-- columns
\d+ own

-- columns
\d+ own_view

\dt

\dt own

\dt nope

\dv

\di

\dtvi

\ds

\dm

\dE

\dn nope

-- columns
\dn+

-- columns
\l

-- columns
\dT int4

-- columns
\dT+ bool

-- columns
\dTS json*

\dT nope

-- columns
\dA

-- columns
\dAc btree int4

-- columns
\dAf btree int4

-- columns
\dAo btree integer_ops

-- columns
\dAp btree integer_ops

-- columns
\da count

-- columns
\db

\dc nope

-- columns
\dC int4

\dconfig application_name

\dd nope

\ddp

\dD

\des

\det

\deu

\dew

-- columns
\df lower

\df nope

-- columns
\df+ lower

-- columns
\dF

-- columns
\dFd

-- columns
\dFp

-- columns
\dFt

-- columns
\dg me

\dl

-- columns
\dL

-- columns
\do =

\dO nope

\dp own

\dP

\drds

\dRp

\dRs

\du nope

-- columns
\dx

\dX

\dy

\l nope

\sf nope

-- columns
\sv own_view

\sv nope

\z own

\lo_list

SELECT a, b FROM own ORDER BY a \g

SELECT a, b FROM own ORDER BY a \g (format=csv tuples_only=on)

SELECT a, b FROM own ORDER BY a \gx

SELECT a, b, c FROM own \gdesc

SELECT nope \gdesc

SELECT 'SELECT 1 AS x', 'SELECT nope' \gexec

SELECT 1 AS one, NULL AS two \gset v_
\echo :v_one :'v_one' :{?v_two}

SELECT a FROM own \gset

SELECT a, b, c FROM own ORDER BY a \crosstabview

SELECT a, b, a FROM own ORDER BY a \crosstabview a b

\set FETCH_COUNT 1
SELECT a FROM own ORDER BY a;
SELECT nope FROM own;
\unset FETCH_COUNT

SELECT 1 AS a
\p
\r
\w /dev/null

\copy own TO STDOUT CSV HEADER

\copy (SELECT b FROM own ORDER BY a) TO STDOUT

\copy nope TO STDOUT

\copy own FROM STDIN CSV
3,r,2.25
\.
SELECT * FROM own ORDER BY a;

\copy own FROM STDIN CSV
x,r,2.25
\.

\copy own FROM STDIN CSV
3,twice,2.25
\.

\copy own FROM nowhere

\a
SELECT 1 AS a, 2 AS b;
\a

\t
SELECT 1 AS a;
\t

\x
SELECT * FROM own WHERE a = 1;
\x

\f ;
SELECT 1 AS a, 2 AS b;

\C title
SELECT 1 AS a;
\C

\H
SELECT 1 AS a, 'x' AS b;
\H

\T border=2

\pset null none
SELECT NULL AS n, 1 AS m;
\pset format csv
SELECT 1 AS a, 'b,c' AS b;
\pset format latex
SELECT 1 AS a;
\pset format unaligned

\encoding

\encoding nope

\if true
SELECT 'yes' AS answer;
\elif true
SELECT nope;
\else
SELECT nope;
\endif

\set x own
SELECT count(*) AS n, :'x' AS x FROM :"x";

\set ON_ERROR_ROLLBACK on
BEGIN;
SELECT nope;
SELECT 1 AS still;
COMMIT;
\unset ON_ERROR_ROLLBACK

\set AUTOCOMMIT off
SELECT 1 AS a;
SELECT nope;
SELECT 1 AS a;
ROLLBACK;
\set AUTOCOMMIT on

\set ECHO queries
SELECT 1 AS a;
\set ECHO none

\set SHOW_ALL_RESULTS off
SELECT 1 AS a\; SELECT 2 AS b;
\set SHOW_ALL_RESULTS on
SELECT 1 AS a\; SELECT 2 AS b;

\o /dev/null
SELECT 1 AS hidden;
\o

\i /dev/null

\qecho told

\warn told

\getenv home NOPE
\echo :{?home}

\setenv OWN 1

\! echo of the shell

\nope

-- columns
SELECT nope;
\errverbose

\c - other
SELECT current_user AS u;

\c aws me
SELECT 1 AS anew;
