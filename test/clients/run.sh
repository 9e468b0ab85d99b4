#!/usr/bin/env bash
# Runs real AWS clients, boto3 and the AWS CLI, and a real browser against `skyql sandbox`, and clients of PostgreSQL against
# `skyql serve`, `skyql shell` in tmux, and zsh and fish. Needs a built dist/.
# Usage: test/clients/run.sh [JUNIT_REPORT]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
report=${1:-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
  as_root apt-get update -qq
  as_root apt-get install -y -qq python3 python3-venv
fi
# A real browser, for the pages that must not get in.
if ! command -v chromium >/dev/null; then
  as_root apt-get update -qq
  as_root apt-get install -y -qq chromium
fi
# PostgreSQL itself, which says what its statements mean, and its driver for ODBC.
if ! ls /usr/lib/postgresql/*/bin/initdb /usr/lib/*/odbc/psqlodbcw.so >/dev/null 2>&1; then
  as_root apt-get update -qq
  as_root apt-get install -y -qq postgresql postgresql-client odbc-postgresql
fi
# A terminal, for the shell.
if ! command -v tmux >/dev/null; then
  as_root apt-get update -qq
  as_root apt-get install -y -qq tmux
fi
# Shells, for what `skyql completion` prints for them.
for shell in zsh fish; do
  if ! command -v "$shell" >/dev/null; then
    as_root apt-get update -qq
    as_root apt-get install -y -qq "$shell"
  fi
done
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$root/test/clients/python/requirements.txt"
python3 -m zipfile -e "$root/node_modules/@aws-cdk/asset-awscli-v1/lib/layer.zip" "$work/layer"

# Drivers of Node.
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/node" pg@8.23.1 pg-cursor@2.22.1 pg-copy-streams@7.0.0 \
  postgres@3.4.9
export NODE_DRIVERS="$work/node"

# dbt pins what others need in other versions.
python3 -m venv "$work/dbt"
"$work/dbt/bin/pip" install --quiet --disable-pip-version-check dbt-core==1.10.23 dbt-postgres==1.9.1
export DBT="$work/dbt/bin/dbt"

# Java's driver, where Java is.
if command -v java >/dev/null && command -v mvn >/dev/null; then
  mvn -q -B dependency:copy -Dartifact=org.postgresql:postgresql:42.7.8 "-DoutputDirectory=$work" >/dev/null &&
    export JDBC_DRIVER="$work/postgresql-42.7.8.jar"
fi

export SKYQL="$root/dist/skyql.cjs"
export AWS_CLI_FOLDER="$work/layer/awscli"
export PYTHONDONTWRITEBYTECODE=1
pytest_arguments=(-p no:cacheprovider "$root/test/clients/python")
if [ -n "$report" ]; then pytest_arguments+=("--junitxml=$report"); fi
"$work/venv/bin/python" -m pytest -q "${pytest_arguments[@]}"
