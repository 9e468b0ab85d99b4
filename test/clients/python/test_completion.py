"""`skyql completion zsh` and `fish` in these shells themselves; bash is tried by the tests of the source."""

import os
import subprocess

import pytest

SKYQL = os.environ["SKYQL"]

# A key of its own completes what is typed and notes it down.
ZSH = r"""
zmodload zsh/zpty
zpty z zsh -f -i
note='note() { zle complete-word; print -r -- "$BUFFER" >> $HOME/out; BUFFER=; }; zle -N note; bindkey "^X" note'
zpty -w z "autoload -Uz compinit; compinit -u -d \"\$HOME/dump\"; source \"\$HOME/completion\"; setopt no_beep; $note; echo > \$HOME/out"
until [[ -e $HOME/out ]]; do sleep 0.05; done
lines=1
while read -r line; do
  zpty -n -w z "$line"$'\C-x'
  (( lines += 1 ))
  until [[ $(wc -l < $HOME/out) -ge $lines ]]; do zpty -rt z rest; sleep 0.02; done
done
tail -n +2 $HOME/out
"""

FISH = """
source $HOME/completion
while read -l line
    echo (complete -C $line | string split -f 1 \\t)
end
"""


@pytest.fixture(params=["zsh", "fish"])
def shell(request, tmp_path):
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws/config").write_text("[default]\nregion = x\n[profile prod]\n")
    (tmp_path / "report.sql").write_text("")
    script = subprocess.run(["node", SKYQL, "completion", request.param], check=True, capture_output=True, text=True)
    (tmp_path / "completion").write_text(script.stdout)
    driver = tmp_path / "driver"
    driver.write_text(ZSH if request.param == "zsh" else FISH)

    def completed(lines):
        words = ["zsh", "-f"] if request.param == "zsh" else ["fish", "--no-config"]
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm"}
        output = subprocess.run([*words, str(driver)], input="\n".join(lines) + "\n", cwd=tmp_path, env=environment,
                                check=True, capture_output=True, text=True, timeout=120).stdout
        # zsh puts a whole line in place, fish offers the last word.
        return [line.rstrip().split(" ")[-1] for line in output.splitlines()]

    return completed


def test_completes_commands_options_and_values(shell):
    expected = {
        "skyql sea": "search",
        "skyql query -o pa": "parquet",
        "skyql query --output=pa": "--output=parquet",
        "skyql query --max-ch": "--max-changes",
        "skyql query --dialect st": "stackql",
        "skyql query --profile pr": "prod",
        "skyql query --region eu-west-3": "eu-west-3",
        "skyql apply rep": "report.sql",
        "skyql stack tea": "teardown",
        "skyql stack plan --onl": "--only",
        "skyql catalog update --fro": "--from",
        "skyql completion z": "zsh",
    }
    found = shell(expected)
    # What takes a value may get its = at once.
    assert [word.removesuffix("=") for word in found] == list(expected.values())
