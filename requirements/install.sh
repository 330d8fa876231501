# Sourced by run and test, which set $root: `install_requirements runtime|dev` makes $root/.venv.
# A second call costs nothing: .venv/installed says what was installed from which file.

python=${PYTHON:-python3}

# Every part is a process of its own, and without bytecode each compiles all sources anew: five of
# eight seconds of its start. Images that set PYTHONDONTWRITEBYTECODE want the sources' folders
# left as they are, and uv installs none; .venv is ours to keep it in.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="$root/.venv/bytecode"

say() { printf '%s\n' "$*" >&2; }

check_python() {
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        say "Python 3.11 or newer is needed; PYTHON=/path/to/python3 names one."
        exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "Python's venv module is needed: apt-get install python3-venv"
        exit 1
    fi
}

state_of() { # the name of a requirement file, and a line that changes when it or Python does
    printf '%s %s\n' "$1" "$( ("$python" -V && cat "$root/requirements/$1.txt") | cksum)"
}

is_installed() { grep -qxF "$(state_of "$1")" "$root/.venv/installed" 2>/dev/null; }

install_requirements() {
    is_installed "$1" && return
    check_python
    # The lock is for two calls at once: the second waits and finds everything done.
    ( flock 9 2>/dev/null || true; is_installed "$1" || install_now "$1" ) 9<"$root/pyproject.toml"
}

install_now() {
    say "Installing what requirements/$1.txt names into .venv (once; about half a minute) ..."
    if [ "$("$root/.venv/bin/python" -V 2>&1)" != "$("$python" -V)" ]; then
        "$python" -m venv --clear "$root/.venv"
    fi
    set -- "$1" "$root/.venv/bin/python" "$root/requirements"
    # uv is several times as fast as pip; where it cannot be had, pip does it.
    if "$2" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
        --requirement "$3/installer.txt"; then
        "$2" -m uv pip install --quiet --python "$2" --require-hashes --requirement "$3/$1.txt"
    else
        "$2" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
            --requirement "$3/$1.txt"
    fi
    state_of "$1" >"$root/.venv/installed"
    # What tests need includes what running needs.
    if [ "$1" = dev ]; then state_of runtime >>"$root/.venv/installed"; fi
}
