"""Clients that read PostgreSQL's catalog, against `skyql serve`; PostgreSQL itself says what statements mean."""

import asyncio
import glob
import json
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile

import asyncpg
import psycopg
import psycopg.types
import pyodbc
import pytest
import sqlalchemy

PEERS = pathlib.Path(__file__).parent.parent / "postgres"


def psql(address, script, *options):
    command = ["psql", "-X", "-A", *options, address]
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    return subprocess.run(command, input=script, text=True, timeout=120, **both).stdout


@pytest.fixture(scope="module")
def postgres():
    """A PostgreSQL of our own, in a folder that goes afterwards."""
    binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not binaries:
        pytest.skip("PostgreSQL is not installed")
    folder = tempfile.mkdtemp(prefix="skyql-postgres-")
    user = []
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
        user = ["runuser", "-u", "postgres", "--"]
    name = "postgres" if user else pwd.getpwuid(os.getuid()).pw_name
    run = lambda *words: subprocess.run([*user, *words], check=True, capture_output=True, cwd="/")
    run(f"{binaries[-1]}/initdb", "-D", f"{folder}/data", "-U", "me", "-A", "trust", "--locale=C", "-E", "UTF8")
    settings = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c timezone=UTC"
    run(f"{binaries[-1]}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", settings, "start")
    try:
        run(f"{binaries[-1]}/createdb", "-h", folder, "-U", "me", "aws")
        yield f"host={folder} dbname=aws user=me"
    finally:
        run(f"{binaries[-1]}/pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_statements_are_answered_as_by_postgresql(address, postgres):
    file = str(PEERS / "statements.sql")
    theirs = psql(postgres, "", "-f", file).splitlines()
    ours = psql(address, "", "-f", file).splitlines()
    assert len(theirs) > 150
    assert ours == theirs


def test_programs_read_the_same_columns(address, postgres):
    text = re.sub(r"(?m)^--.*\n", "", (PEERS / "catalog.sql").read_text())
    statements = [statement for statement in re.split(r";\s*\n", text) if statement.strip()]
    assert len(statements) > 100
    with psycopg.connect(postgres, autocommit=True) as theirs, psycopg.connect(address, autocommit=True) as ours:
        types = dict(theirs.execute("SELECT oid, typname FROM pg_type").fetchall())
        # What an OID stands for goes as a text, and so do types that clients have no use for.
        as_text = re.compile(r"reg\w+|inet|anyarray")

        def columns(connection, statement):
            described = connection.execute(statement).description
            return [(column.name, as_text.sub("text", types[column.type_code])) for column in described]

        for statement in statements:
            assert (statement, columns(ours, statement)) == (statement, columns(theirs, statement))


def test_postgresql_own_relations_have_its_columns(address, postgres):
    # Domains by what they are domains over, and without the one column whose type is that of a relation's rows.
    sql = """SELECT n.nspname, c.relname, a.attnum, a.attname, coalesce(nullif(t.typbasetype, 0), t.oid), a.attnotnull, c.relkind
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_type t ON t.oid = a.atttypid WHERE n.nspname IN ('pg_catalog', 'information_schema') AND a.attnum > 0
        AND c.relkind IN ('r', 'v') AND a.attname <> 'stxdexpr'"""
    with psycopg.connect(postgres) as theirs, psycopg.connect(address) as ours:
        if theirs.info.server_version // 10000 != 15:
            pytest.skip("the catalog is that of PostgreSQL 15")
        their_columns = set(theirs.execute(sql).fetchall())
        assert len(their_columns) > 2000
        assert set(ours.execute(sql).fetchall()) ^ their_columns == set()


def test_paths_of_json_lead_where_the_tests_say(postgres):
    head, *lines = (PEERS.parent.parent / "data" / "json-paths.jsonl").read_text().splitlines()
    world = json.loads(head)
    with psycopg.connect(postgres, autocommit=True) as connection:

        def ask(function, case, silent):
            # Of what a path gives the version of PostgreSQL matters to nobody: the cases are what all have.
            sql = f"SELECT {function}{'_tz' if case.get('zone') else ''}(%s::jsonb, %s::jsonpath, %s::jsonb, %s)::text"
            values = (world["documents"][case["on"]], case["path"], world["variables"], silent)
            try:
                return connection.execute(sql, values).fetchone()[0]
            except psycopg.Error:
                return "error"

        for case in map(json.loads, lines):
            query = lambda silent: ask("jsonb_path_query_array", case, silent)
            found = case.get("gives", case.get("silent", "error"))
            assert query(False) == case.get("gives", "error"), case
            assert query(True) == found, case
            if found != "error":
                there = case.get("exists", "false" if found == "[]" else "true")
                assert (ask("jsonb_path_exists", case, True) or "unknown") == there, case


def test_psql_commands_do_as_at_postgresql(address, postgres):
    paragraphs = (PEERS / "commands.sql").read_text().split("\n\n")[1:]
    setup = (
        "\\set VERBOSITY sqlstate\n"
        "CREATE TABLE own (a int PRIMARY KEY, b text NOT NULL, c numeric(5,2));\n"
        "CREATE VIEW own_view AS SELECT a FROM own;\n"
        "INSERT INTO own VALUES (1, 'p', 1.5), (2, 'q', NULL);\n"
    )
    # What is the session's own is gone with it, and its owner is called skyql.
    before = "CREATE ROLE skyql SUPERUSER;\nCREATE ROLE other SUPERUSER LOGIN;\nSET ROLE skyql;\n"
    script = "".join(f"\\echo ====\n{paragraph}\n" for paragraph in paragraphs)
    theirs = psql(postgres, before + setup + script).split("====\n")[1:]
    psql(postgres, "DROP TABLE own CASCADE;\n")
    ours = psql(address, setup + script).split("====\n")[1:]
    assert len(paragraphs) > 100
    assert len(ours) == len(theirs) == len(paragraphs)
    # A title, columns, rows; or an error.
    told = re.compile(r"^\w.*\|\w.*|^.*(?:ERROR|error).*", re.MULTILINE)
    for paragraph, our, their in zip(paragraphs, ours, theirs, strict=True):
        if paragraph.startswith("-- columns"):
            our, their = told.findall(our)[:1], told.findall(their)[:1]
        assert (paragraph, our) == (paragraph, their)


def test_expressions_mean_what_the_tests_say(postgres):
    lines = (PEERS.parent.parent / "data" / "postgres-expressions.tsv").read_text().splitlines()
    # Of the locale C upper() knows the letters of ASCII alone.
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE letters TEMPLATE template0 LC_CTYPE 'C.UTF-8'")
    with psycopg.connect(postgres, dbname="letters", autocommit=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for expression, text in (line.split("\t") for line in lines):
            told = connection.execute(f"SELECT ({expression})::text").fetchone()[0]
            assert (r"\N" if told is None else told) == text, expression


# Each of psql's commands that describe, with what its answer has in it.
DESCRIBING = {
    r"\d": "public|own|table",
    r"\d+": "public|own_view|view",
    r"\d own": "Indexes:\n    \"own_pkey\" PRIMARY KEY, btree (a)",
    r"\d+ own_view": "SELECT a FROM own",
    r"\d ec2.images": "image_id|text||not null|",
    r"\d+ ec2.images": "The ID of the AMI.",
    r"\d ec2.images_pkey": "primary key, btree, for table \"ec2.images\"",
    r"\dS pg_class": "relname|name||not null|",
    r"\dt ec2.image*": "ec2|images|table|skyql",
    r"\dt *.*": "imagebuilder|images|table|skyql",
    r"\di ec2.images*": "ec2|images_pkey|index|skyql|images",
    r"\dv": "public|own_view|view",
    r"\dn ec2": "ec2|skyql",
    r"\dn+ public": "the session's own tables",
    r"\l": "aws|skyql|UTF8",
    r"\du": "me|",
    r"\dg+": "skyql|Superuser",
    r"\dT int4": "pg_catalog|integer",
    r"\dTS+ bool": "boolean",
    r"\dp ec2.images": "ec2|images|table",
    r"\z own": "public|own|table",
    r"\dA": "btree|Index",
    r"\db": "pg_default",
    r"\dconfig application_name": "application_name|psql",
    r"\dL": "(0 rows)",
    r"\dd own": "(0 rows)",
    r"\sv own_view": "CREATE OR REPLACE VIEW public.own_view AS",
    r"\conninfo": 'connected to database "aws"',
}
EMPTY = (
    r"\da \dAc \dAf \dAo \dAp \dc \dC \dD \ddp \dE \des \det \deu \dew \df \df+ \dF \dFd \dFp \dFt \dl \dm \do \dO \dP \drds \dRp \dRs "
    r"\ds \dx \dX \dy \lo_list \dbS \dcS \dCS \dDS \dES \dfS \diS \dLS \dmS \doS \dsS \dvS"
).split()


def test_psql_describes(address):
    setup = (
        "CREATE TABLE own (a int PRIMARY KEY, b text NOT NULL DEFAULT 'x', c numeric(5,2));\n"
        "CREATE VIEW own_view AS SELECT a FROM own;\n"
    )
    commands = [*DESCRIBING, *EMPTY]
    told = psql(address, setup + "".join(f"\\echo ====\n{command}\n" for command in commands), "-q").split("====\n")
    answers = dict(zip(commands, told[1:], strict=True))
    assert not [command for command, answer in answers.items() if "ERROR" in answer or "invalid command" in answer]
    assert {c: answers[c] for c, part in DESCRIBING.items() if part not in answers[c]} == {}


def test_sqlalchemy_inspects(port):
    engine = sqlalchemy.create_engine(f"postgresql+psycopg://me@127.0.0.1:{port}/aws")
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE own (a int PRIMARY KEY, b text NOT NULL DEFAULT 'x', UNIQUE (b))"))
        connection.execute(sqlalchemy.text("CREATE VIEW own_view AS SELECT a FROM own"))
        inspector = sqlalchemy.inspect(connection)
        assert {"public", "ec2", "imagebuilder"} <= set(inspector.get_schema_names())
        assert (inspector.get_table_names(), inspector.get_view_names()) == (["own"], ["own_view"])
        columns = {column["name"]: column for column in inspector.get_columns("own")}
        assert [columns["b"][key] for key in ("nullable", "default")] == [False, "'x'"]
        assert inspector.get_pk_constraint("own")["constrained_columns"] == ["a"]
        assert [key["column_names"] for key in inspector.get_unique_constraints("own")] == [["b"]]
        assert inspector.get_foreign_keys("own") == inspector.get_check_constraints("own") == []
        assert inspector.get_view_definition("own_view") == "SELECT a FROM own"
        images = sqlalchemy.Table("images", sqlalchemy.MetaData(), schema="ec2", autoload_with=connection)
        assert [column.name for column in images.primary_key] == ["image_id"]
        assert images.c.image_id.comment == "The ID of the AMI."
        connection.commit()
        names = connection.execute(sqlalchemy.select(images.c.image_id).where(images.c.owner_id == "none")).fetchall()
        assert names == []
    engine.dispose()


def test_types_are_looked_up(port, address):
    async def ask():
        connection = await asyncpg.connect(host="127.0.0.1", port=port, user="me", database="aws")
        row = await connection.fetchrow("SELECT oid, relname, relkind FROM pg_class WHERE oid = $1", 1259)
        assert tuple(row) == (1259, "pg_class", b"r")
        await connection.set_type_codec("jsonb", encoder=str, decoder=str.upper, schema="pg_catalog")
        assert await connection.fetchval("""SELECT '["a"]'::jsonb""") == '["A"]'
        await connection.close()

    asyncio.run(ask())
    with psycopg.connect(address) as connection:
        found = psycopg.types.TypeInfo.fetch(connection, "jsonb")
        assert (found.oid, found.array_oid) == (3802, 3807)
        assert psycopg.types.TypeInfo.fetch(connection, "nope") is None


def test_psqlodbc(port):
    [driver] = glob.glob("/usr/lib/*/odbc/psqlodbcw.so")
    connection = pyodbc.connect(f"Driver={driver};Server=127.0.0.1;Port={port};Database=aws;Uid=me;Pwd=any")
    cursor = connection.cursor()
    assert tuple(cursor.execute("SELECT ?::int, 'x'", 5).fetchone()) == (5, "x")
    assert [row[2] for row in cursor.tables(schema="ec2", table="images")] == ["images"]
    assert [(row[3], row[5]) for row in cursor.columns(schema="ec2", table="images")][0] == ("image_id", "text")
    assert [row[3] for row in cursor.primaryKeys(schema="ec2", table="images")] == ["image_id"]
    # Within a transaction each statement stands behind a savepoint.
    with pytest.raises(pyodbc.Error):
        cursor.execute("SELECT nope")
    assert tuple(cursor.execute("SELECT 1").fetchone()) == (1,)
    connection.close()


def test_pgcli(port):
    environment = {**os.environ, "HOME": tempfile.mkdtemp(), "PAGER": "cat"}
    command = [os.path.join(os.path.dirname(os.sys.executable), "pgcli"), "--less-chatty", f"postgres://me@127.0.0.1:{port}/aws"]
    script = "\\dt ec2.images\nSELECT 40 + 2 AS answer;\n\\q\n"
    told = subprocess.run(command, input=script, capture_output=True, text=True, timeout=90, env=environment).stdout
    assert "images" in told and "42" in told


@pytest.mark.skipif(shutil.which("java") is None or "JDBC_DRIVER" not in os.environ, reason="Java is not installed")
def test_jdbc(port):
    command = ["java", "-cp", os.environ["JDBC_DRIVER"], str(PEERS / "PostgresPeer.java"), str(port)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert "ERR" not in told.stdout and told.returncode == 0, told.stdout + told.stderr
    for line in ("ok columns 43", "ok keys 1", "ok imported 0", "fetch 1000", "ec2 true"):
        assert line in told.stdout.splitlines()


@pytest.mark.skipif(shutil.which("go") is None, reason="Go is not installed")
def test_go(port, tmp_path):
    build = subprocess.run(["go", "build", "-o", str(tmp_path / "peer"), "."], cwd=PEERS / "go", capture_output=True, text=True)
    assert build.returncode == 0, build.stderr
    told = subprocess.run([str(tmp_path / "peer"), str(port)], capture_output=True, text=True, timeout=60)
    assert told.stdout.splitlines() == [
        "pgx 5 x [oid amname amhandler amtype] _jsonb 1259 1 1",
        "pq 5 public pg_class",
    ], told.stdout + told.stderr
