#!/bin/sh
# setup.sh REQUIREMENTS: makes .venv hold what the hashed REQUIREMENTS file pins, and this checkout.
# Called by make; PYTHON names the interpreter (default python3). Each failure says in one line what to do.
set -u
requirements=$1
python=${PYTHON:-python3}
venv=.venv

fail() { echo "figures: $1" >&2; exit 1; }
offline="could not be downloaded; is this machine online, and does it reach the Python package index (pip's settings)?"

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    fail "Python 3.11 or newer is needed; install it, or name one: make run PYTHON=python3.12"

if [ ! -x "$venv/bin/python" ]; then
    echo "1/3 making $venv"
    "$python" -m venv "$venv" 2>/dev/null || {
        rm -rf "$venv"
        fail "Python's venv module does not work here; on Debian or Ubuntu: apt install python3-venv"
    }
fi

echo "2/3 installing what $requirements pins"
{
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check uv 2>/dev/null &&
        "$venv/bin/uv" pip install --system-certs --python "$venv/bin/python" --compile-bytecode \
            --require-hashes -r "$requirements"
} || {
    echo "    the fast installer did not work here; using pip"
    "$venv/bin/python" -m pip install --disable-pip-version-check --progress-bar on --require-hashes -r "$requirements"
} || fail "the packages $offline"

echo "3/3 installing this checkout"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ||
    fail "this checkout could not be installed; the lines above say why"
