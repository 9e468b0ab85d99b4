"""`skyql shell` on a real terminal: tmux presses the keys and says what is on the screen."""

import os
import re
import shlex
import stat
import subprocess
import time

import pytest

SKYQL = os.environ["SKYQL"]
ENDLESS = "SELECT count(*) FROM range(100000000000) r(i) WHERE i % 3 = 5;"


class Terminal:
    def __init__(self, directory, columns=80, rows=30, environment=None):
        self.socket = str(directory / "tmux")
        self.directory = directory
        variables = {
            "XDG_STATE_HOME": str(directory),
            "HOME": str(directory),
            "PS1": "sh$ ",
            "AWS_CONFIG_FILE": "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            **(environment or {}),
        }
        words = [f"{name}={value}" for name, value in variables.items()]
        # An interactive bash has jobs: what Ctrl-Z puts to sleep wakes up again.
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  shlex.join(["env", *words, "bash", "--norc", "--noprofile", "-i"]))

    def tmux(self, *words, text=None):
        command = ["tmux", "-S", self.socket, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, input=text, timeout=20).stdout

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, text):
        # tmux takes a semicolon at the end of a word for its own.
        if text:
            self.tmux("send-keys", "-l", "--", re.sub(r";$", r"\;", text))

    def say(self, text):
        self.type(text)
        self.press("Enter")

    def paste(self, text):
        self.tmux("load-buffer", "-", text=text)
        self.tmux("paste-buffer", "-p", "-r")

    def screen(self):
        return self.tmux("capture-pane", "-p").rstrip("\n")

    def wait(self, pattern, seconds=20):
        """What is on the screen once the pattern is found in it."""
        end = time.monotonic() + seconds
        while True:
            screen = self.screen()
            if re.search(pattern, screen, re.MULTILINE):
                return screen
            assert time.monotonic() < end, f"{pattern!r} is not on the screen:\n{screen}"
            time.sleep(0.05)

    def close(self):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True)


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def open_terminal(options="shell --sandbox --region us-east-1", **settings):
        opened.append(Terminal(tmp_path, **settings))
        opened[0].wait(r"^sh\$")
        opened[0].say(f"clear; node {shlex.quote(SKYQL)} {options}; echo ended $?")
        opened[0].wait(r"^skyql>$")
        return opened[0]

    yield open_terminal
    for one in opened:
        one.close()


def test_a_statement_of_several_lines(terminal):
    screen = terminal(rows=24)
    screen.say("SELECT name")
    screen.say("FROM aws.imagebuilder.image_pipelines")
    screen.type("WHERE nam = 'データ';")
    assert screen.wait("nam = 'データ';").splitlines()[-3:] == [
        "skyql> SELECT name",
        "    -> FROM aws.imagebuilder.image_pipelines",
        "    -> WHERE nam = 'データ';",
    ]
    screen.press("Enter")
    told = screen.wait(r"error\[UNKNOWN_COLUMN\][\s\S]*^skyql>$")
    assert re.search(r"at line 3, column 7\n.*WHERE nam = .*\n.*      \^", told)
    # It comes back with the cursor at the fault: behind `nam` an `e` is missing.
    screen.press("Up", "Right", "Right", "Right")
    screen.type("e")
    screen.wait("WHERE name = 'データ';")
    screen.press("Enter")
    screen.wait("^0 rows")
    screen.press("C-d")
    screen.wait("^ended 0")
    history = screen.directory / "skyql" / "history"
    assert stat.S_IMODE(history.stat().st_mode) == 0o600
    assert history.read_text().splitlines()[-1].count("\\n") == 2


def test_what_ctrl_c_and_ctrl_z_do(terminal):
    screen = terminal()
    screen.say(ENDLESS)
    time.sleep(1)
    screen.press("C-c")
    screen.wait(r"Interrupted\.\n[\s\S]*^skyql>$")
    screen.say("SELECT 41 + 1 AS answer;")
    screen.wait(r"^answer\n─+\n\s+42\n1 row[\s\S]*^skyql>$")
    screen.type("half a state")
    screen.press("C-c")
    screen.wait(r"half a state\^C\nskyql>$")
    screen.type("SELECT 'sle")
    screen.wait("'sle$")
    screen.press("C-z")
    screen.wait(r"Stopped[\s\S]*^sh\$")
    screen.say("echo awake")
    screen.say("fg")
    screen.wait(r"^sh\$ fg\n[\s\S]*^skyql> SELECT 'sle$")
    screen.say("pt' AS well;")
    screen.wait(r"^slept$")
    screen.say("\\watch 0.2")
    screen.wait(r"(slept[\s\S]*){4}")
    screen.press("C-c")
    screen.wait(r"^skyql>$")
    screen.say("exit")
    screen.wait(r"exit\nsh\$$")


def test_a_change_asks(terminal):
    screen = terminal()
    screen.say("UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED';")
    screen.wait(r"Go on\? \[y/N\]")
    screen.say("n")
    screen.wait(r"NOT_CONFIRMED[\s\S]*^skyql>$")
    screen.say("UPDATE aws.imagebuilder.image_pipelines SET status = 'DISABLED';")
    screen.wait(r"(Go on\? \[y/N\][\s\S]*){2}$")
    screen.say("y")
    screen.wait(r"UPDATE SUCCESS[\s\S]*^skyql>$")


def test_paste_and_narrow_screen(terminal):
    screen = terminal(columns=40)
    screen.paste("SELECT 1 AS one;\nSELECT 2\n  AS two; -- done\n")
    before = screen.wait("-- done")
    assert "row" not in before
    screen.press("Enter")
    screen.wait(r"^two\n")
    screen.type("SELECT 'a text that takes more than one row of the screen' AS t")
    shown = screen.wait("AS t$").splitlines()
    assert shown[-2:] == ["skyql> SELECT 'a text that takes more th", "an one row of the screen' AS t"]
    screen.press("C-a")
    screen.type("-- ")
    screen.wait("^skyql> -- SELECT 'a text that takes more$")
    screen.press("C-_")
    screen.press("C-c")
    screen.press("C-r")
    screen.type("two")
    screen.wait(r"^history: two")
    screen.press("Enter")
    assert screen.wait("AS two; -- done$").count("SELECT 2") == 2 or "  AS two" in screen.screen()


def test_the_editor_of_the_environment(terminal, tmp_path):
    editor = tmp_path / "editor.sh"
    editor.write_text('sed -i s/1/42/ "$1"\n')
    screen = terminal(environment={"EDITOR": f"sh {editor}", "VISUAL": ""})
    screen.say("SELECT 1 AS a;")
    screen.wait("^1 row")
    screen.say("\\e")
    screen.wait("^skyql> SELECT 42 AS a;$")
    screen.press("C-u")
    screen.type("SELECT 1 AS b;")
    screen.press("C-o")
    screen.wait("^skyql> SELECT 42 AS b;$")


def test_secrets_stay_out_of_the_file(terminal):
    screen = terminal()
    screen.say("EXPLAIN INSERT INTO aws.rds.db_instances (master_user_password) VALUES ('hunter2');")
    screen.wait(r"[\s\S]+^skyql>$")
    screen.say(" SELECT 'not kept';")
    screen.wait("^1 row")
    screen.say("SELECT 'kept';")
    screen.wait("(1 row[\\s\\S]*){2}")
    assert (screen.directory / "skyql" / "history").read_text() == "\"SELECT 'kept';\"\n"


def test_a_terminal_that_moves_no_cursor(terminal):
    screen = terminal(environment={"TERM": "dumb"})
    screen.say("SELECT 'a")
    screen.wait("^    ->$")
    screen.press("C-c")
    screen.wait(r"\^C\n+skyql>$")
    screen.say("SELECT 1 AS a")
    screen.say(";")
    screen.wait("^1 row")
    screen.press("C-d")
    screen.wait("ended 0")


def test_skyql_alone_and_without_a_terminal(terminal):
    screen = terminal(options="")
    screen.say("\\q")
    screen.wait("^ended 0")
    script = "SELECT 1 AS a;\n\\x\nSELECT 2 AS b;\nSELECT nothing;\nSELECT 3;"
    told = subprocess.run(
        ["node", SKYQL, "shell", "--sandbox", "-q"], input=script, capture_output=True, text=True, timeout=60
    )
    assert told.returncode == 1
    assert "RECORD 1" in told.stdout and "3" not in told.stdout
    assert "at line 4, column 8" in told.stderr
    helped = subprocess.run(["node", SKYQL], input="", capture_output=True, text=True, timeout=60)
    assert helped.stdout.startswith("skyql: query, deploy and manage AWS with SQL.")


def test_suggestions(terminal):
    screen = terminal()
    screen.type("SELECT image_i FROM aws.ec2.images WHERE region = 'us-e")
    screen.wait(r"'us-e\n +'us-east-1'")
    screen.press("Escape")
    # A key right behind Esc is one with Alt.
    screen.wait(r"'us-e\Z")
    screen.press("C-a", "C-Right", "C-Right", "Tab")
    screen.wait("^skyql> SELECT image_id FROM")
    screen.press("C-u", "C-k")
    screen.say("\\suggest off")
    screen.wait("shown at Tab")
    screen.type("SELECT * FROM aws.imagebuilder.image_pi")
    time.sleep(1)
    assert "image_pipelines" not in screen.screen()
    screen.press("Tab")
    screen.wait("aws.imagebuilder.image_pipeline\n +image_pipeline ")


def test_commands_that_end_a_statement(terminal):
    screen = terminal()
    screen.say("SELECT 41 + 1 AS answer")
    screen.say("\\gx")
    screen.wait(r"^─\[ RECORD 1 \]\nanswer │ 42[\s\S]*^skyql>$")
    screen.say("SELECT 1 AS n, 'x' AS t \\gdesc")
    screen.wait(r"^n +│ INTEGER")
    screen.say("SELECT 'seen' AS again \\watch 0.2")
    screen.wait(r"(^seen$[\s\S]*){2}")
    screen.press("C-c")
    screen.wait(r"^skyql>$")
    screen.say("\\pset null x")
    screen.wait(r"There is no command \\pset here\.\nhint: Write \.mode FORMAT")


def test_members_of_json_are_suggested(terminal):
    screen = terminal()
    screen.type("SELECT image_id FROM aws.ec2.images WHERE state_reason ->> 'Co")
    screen.wait(r"'Co\n +'Code'")
    screen.press("Tab")
    screen.type(" = 'x';")
    screen.wait(r"state_reason ->> 'Code' = 'x';$")


def test_charts_and_wide_rows(terminal):
    screen = terminal(columns=40)
    screen.say(".mode chart")
    screen.say("SELECT 'a' AS k, 1 AS n UNION ALL SELECT 'b', 2 ORDER BY k;")
    shown = screen.wait(r"^b │[\s\S]*^skyql>$").splitlines()
    assert [line for line in shown if line.startswith("b │")][0].count("█") > 20
    assert max(map(len, shown)) <= 40
    screen.say(".mode table")
    # More columns than 40 cells have room for are shown a line each.
    screen.say("SELECT " + ", ".join(f"'value {n}' AS column_{n}" for n in range(8)) + ";")
    screen.wait(r"^column_7 │ value 7$")


def test_what_is_longer_than_the_screen(terminal):
    screen = terminal(rows=12, environment={"PAGER": "more"})
    screen.say("SELECT i FROM range(1000) r(i);")
    screen.wait("--More--")
    screen.press("q")
    screen.wait(r"^skyql>$")
    screen.say("\\docs ec2.images")
    screen.wait("--More--")
    screen.press("q")
    screen.wait(r"^skyql>$")
    screen.say("\\pager off")
    screen.say("SELECT 'end' AS i UNION ALL SELECT i::VARCHAR FROM range(100) r(i) ORDER BY i;")
    screen.wait(r"^end\n101 rows[\s\S]*^skyql>$")


def test_no_colours(terminal):
    screen = terminal(environment={"NO_COLOR": "1", "PAGER": "more"})
    screen.type("SELECT 'a' AS b")
    screen.wait("AS b$")
    assert "\x1b[" not in screen.tmux("capture-pane", "-p", "-e").split("skyql>")[-1]
    screen.press("C-c")
    screen.say("SELECT nothing;")
    screen.wait("UNKNOWN_COLUMN")
    assert "\x1b[" not in screen.tmux("capture-pane", "-p", "-e").split("skyql>")[-2]
