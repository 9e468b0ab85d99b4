"""Real clients of PostgreSQL against `skyql serve`."""

import asyncio
import datetime
import decimal
import json
import os
import pathlib
import subprocess
import threading
import uuid

import asyncpg
import pg8000.native
import psycopg
import psycopg2
import pytest

PEERS = pathlib.Path(__file__).parent.parent / "postgres"
ENDLESS = "SELECT count(*) FROM range(100000000000) r(i) WHERE i % 3 = 5"


def psql(address, script, *options):
    result = subprocess.run(
        ["psql", "-X", "-A", "-t", "-q", *options, address], input=script, capture_output=True, text=True, timeout=60
    )
    return result.stdout.splitlines(), result.stderr


class TestPsql:
    def test_rows_and_variables(self, address):
        rows, errors = psql(
            address,
            "\\set n 5\n"
            "SELECT :n + 1;\n"
            "SELECT 7 AS own \\gset\n\\echo :own\n"
            "SELECT 'SELECT 3' \\gexec\n"
            "\\set FETCH_COUNT 2\nSELECT i FROM range(5) r(i);\n"
            "\\x on\nSELECT 1 AS a, NULL AS b;\n",
        )
        assert errors == ""
        assert rows == ["6", "7", "3", "0", "1", "2", "3", "4", "a|1", "b|"]

    def test_copy_writes_where_the_client_is(self, address, tmp_path):
        file = tmp_path / "rows.csv"
        _, errors = psql(address, f"\\copy (SELECT i, 'a,b' t FROM range(3) r(i)) TO '{file}' CSV HEADER\n")
        assert errors == ""
        assert file.read_text() == 'i,t\n0,"a,b"\n1,"a,b"\n2,"a,b"\n'

    def test_copy_reads_where_the_client_is(self, address, tmp_path):
        file = tmp_path / "rows.csv"
        file.write_text('n,s\n1,"a, b"\n2,\n')
        rows, errors = psql(
            address,
            "CREATE TABLE own (n int, s text);\n"
            f"\\copy own FROM '{file}' CSV HEADER\n"
            "COPY own (n) FROM STDIN;\n3\n\\.\n"
            f"\\copy own FROM '{file}'\n"
            "SELECT * FROM own;\n",
        )
        assert rows == ["1|a, b", "2|", "3|"]
        assert "invalid" in errors or "missing data" in errors

    def test_prepared_statements_and_watch(self, address):
        rows, errors = psql(
            address,
            "PREPARE p (int) AS SELECT $1 + 1;\nEXECUTE p (4);\nDEALLOCATE p;\n"
            "CREATE TABLE own (n int CHECK (n < 3));\nINSERT INTO own SELECT count(*) FROM own \\watch 0.05\n"
            "SELECT count(*) FROM own;\n",
        )
        # The fourth row is none that the table takes, which ends \\watch.
        assert rows[0] == "5" and rows[-1] == "3"
        assert "CHECK constraint" in errors

    def test_an_error_marks_its_place(self, address):
        _, errors = psql(address, "SELECT\n nme FROM aws.ec2.images;\n")
        assert "LINE 2:  nme FROM aws.ec2.images;\n         ^" in errors
        assert "HINT:  Did you mean name?" in errors

    def test_savepoints_of_each_statement(self, address):
        rows, errors = psql(
            address, "BEGIN;\nSELECT nope;\nSELECT 1;\nCOMMIT;\n", "-v", "ON_ERROR_ROLLBACK=on"
        )
        assert "nope" in errors
        assert rows == ["1"]


class TestPsycopg:
    def test_values_as_text_and_binary(self, address):
        values = [
            ("int8", 2**40),
            ("text", "é"),
            ("timestamptz", datetime.datetime(2020, 1, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)),
            ("timestamp", datetime.datetime(1999, 12, 31, 23, 59, 59)),
            ("date", datetime.date(1, 2, 3)),
            ("time", datetime.time(10, 11, 12, 13)),
            ("bool", True),
            ("float8", -1.5e-7),
            ("uuid", uuid.UUID(int=5)),
            ("bytea", b"\x00\xff\\"),
            ("int4[]", [1, None, 3]),
            ("text[]", ["a", 'b "c"', None, ""]),
        ]
        with psycopg.connect(address) as connection:
            for binary in (False, True):
                mark = "%b" if binary else "%t"
                for name, value in values:
                    with connection.cursor(binary=binary) as cursor:
                        row = cursor.execute(f"SELECT {mark}::{name}", (value,)).fetchone()
                        assert row == (value,), (name, binary)
                with connection.cursor(binary=binary) as cursor:
                    number = decimal.Decimal("12345678901234567890.0123456789")
                    assert cursor.execute(f"SELECT {mark}", (number,)).fetchone() == (number,)
                    assert cursor.execute("SELECT INTERVAL '1 day 2 hours'").fetchone() == (
                        datetime.timedelta(days=1, hours=2),
                    )
                    assert cursor.execute("SELECT {'a': [1, NULL]}").fetchone() == ({"a": [1, None]},)

    def test_what_bind_of_psql_16_sends(self, address):
        # psql's \\bind is one call of libpq, PQsendQueryParams, without types and with results as text.
        with psycopg.connect(address) as connection:
            result = connection.pgconn.exec_params(b"SELECT $1::int + 1 AS n, $2 AS t", [b"4", b"x"])
            assert result.status == psycopg.pq.ExecStatus.TUPLES_OK
            assert [result.get_value(0, column) for column in (0, 1)] == [b"5", b"x"]
            wrong = connection.pgconn.exec_params(b"SELECT $1::int", [b"x"])
            assert wrong.error_field(psycopg.pq.DiagnosticField.SQLSTATE) == b"22P02"

    def test_pipelines_cursors_and_savepoints(self, address):
        with psycopg.connect(address, autocommit=True) as connection:
            with connection.pipeline():
                first = connection.execute("SELECT 1")
                second = connection.execute("SELECT %s::text", ("x",))
                assert (first.fetchone(), second.fetchone()) == ((1,), ("x",))
            with connection.transaction():
                with connection.cursor(name="own") as cursor:
                    cursor.itersize = 3
                    cursor.execute("SELECT i FROM range(10) r(i)")
                    assert [row[0] for row in cursor] == list(range(10))
                with pytest.raises(psycopg.errors.UndefinedColumn):
                    with connection.transaction():
                        connection.execute("SELECT nope")
                assert connection.execute("SELECT 1").fetchone() == (1,)

    def test_copy_in_binary_form(self, address):
        with psycopg.connect(address) as connection, connection.cursor() as cursor:
            with cursor.copy("COPY (SELECT i, 'a' FROM range(3) r(i)) TO STDOUT (FORMAT binary)") as copy:
                copy.set_types(["int8", "text"])
                assert list(copy.rows()) == [(0, "a"), (1, "a"), (2, "a")]
            with cursor.copy("COPY (SELECT 1 WHERE false) TO STDOUT (FORMAT binary)") as copy:
                assert list(copy.rows()) == []

    def test_cancel(self, address):
        with psycopg.connect(address, autocommit=True) as connection:
            threading.Timer(0.2, connection.cancel).start()
            with pytest.raises(psycopg.errors.QueryCanceled):
                connection.execute(ENDLESS)
            assert connection.execute("SELECT 1").fetchone() == (1,)

    def test_the_cloud(self, address):
        with psycopg.connect(address, autocommit=True, options="-c skyql.region=us-east-1") as connection:
            rows = connection.execute(
                "SELECT name FROM aws.ec2.images WHERE Owners = 'self' AND name LIKE %s", ("payments-%",)
            ).fetchall()
            assert rows


    def test_copy_from_text_and_binary_rows(self, address):
        made = [(1, "a\tb", [1, None]), (2, None, [])]
        with psycopg.connect(address) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE own (n int, s text, l bigint[])")
            for form in ("text", "binary"):
                with cursor.copy(f"COPY own FROM STDIN (FORMAT {form})") as copy:
                    copy.set_types(["int4", "text", "int8[]"])
                    for row in made:
                        copy.write_row(row)
            assert cursor.execute("SELECT * FROM own").fetchall() == made * 2


def test_psycopg2(address):
    connection = psycopg2.connect(address)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, %s, ARRAY[1, 2], '{\"a\": [1]}'::json, NULL", ("x'y", 5))
        assert cursor.fetchone() == ("x'y", 5, [1, 2], {"a": [1]}, None)
    connection.commit()
    connection.close()


def test_pg8000(port):
    connection = pg8000.native.Connection(user="me", host="127.0.0.1", port=port, database="aws")
    assert connection.run("SELECT :a::int, :b", a=5, b="x") == [[5, "x"]]
    connection.close()


def test_asyncpg(port):
    async def ask():
        connection = await asyncpg.connect(host="127.0.0.1", port=port, user="me", database="aws")
        row = await connection.fetchrow("SELECT $1::int AS a, $2 AS b, 1.5::numeric AS n, ARRAY['a', NULL] AS x", 5, "x")
        assert tuple(row) == (5, "x", decimal.Decimal("1.5"), ["a", None])
        async with connection.transaction():
            cursor = connection.cursor("SELECT i FROM range(5) r(i)", prefetch=2)
            assert [row["i"] async for row in cursor] == [0, 1, 2, 3, 4]
        await connection.close()

    asyncio.run(ask())


@pytest.mark.skipif("NODE_DRIVERS" not in os.environ, reason="the drivers of Node are not installed")
def test_node_drivers(port):
    told = subprocess.run(["node", str(PEERS / "drivers.mjs"), str(port)], capture_output=True, text=True, timeout=60)
    assert told.stdout.splitlines() == [
        "pg-cursor [3,3,1]",
        'after a cursor that was left [{"count":"3"}]',
        'pg-copy-streams "n,s\\n1,a\\n2,\\n3,ü\\n"',
        'a row that is none "22P02"',
        'after it [{"n":"3"}]',
        'postgres.js {"n":5,"list":[1,2],"t":"x","j":{"a":[1]},"later":true}',
        "postgres.js, the cloud true",
        "postgres.js, a cursor [2,2,1]",
        'postgres.js, a transaction [[{"sum":6}],"1\\ta\\n2\\tb\\n3\\tc\\n"]',
        'postgres.js, an error ["42703","8"]',
        'postgres.js, described [[23,25],[["n",23],["image_id",25]]]',
    ], told.stdout + told.stderr


@pytest.mark.skipif("DBT" not in os.environ, reason="dbt is not installed")
def test_dbt_debug(port, tmp_path):
    (tmp_path / "dbt_project.yml").write_text("name: own\nversion: '1.0'\nprofile: own\n")
    target = {"type": "postgres", "host": "127.0.0.1", "port": port, "user": "me", "password": "", "dbname": "aws"}
    profile = {"own": {"target": "dev", "outputs": {"dev": {**target, "schema": "public", "threads": 1}}}}
    (tmp_path / "profiles.yml").write_text(json.dumps(profile))
    command = [os.environ["DBT"], "--no-use-colors", "debug", "--project-dir", tmp_path, "--profiles-dir", tmp_path]
    environment = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=tmp_path, env=environment).stdout
    assert "Connection test: [OK connection ok]" in told, told
