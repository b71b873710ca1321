#!/bin/sh
# Writes both lock files anew: hashes, every supported Python, no registry's address.
set -eu
cd "$(dirname "$0")/.."
uv="${UV:-uv}"
common="pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml"
$uv $common --group build -o requirements/runtime.txt "$@"
$uv $common --group dev -c requirements/runtime.txt -o requirements/dev.txt "$@"
