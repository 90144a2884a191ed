# shellcheck shell=bash
# shellcheck disable=SC2034 # the lists are for those who source this
# Sourced by ./play and ./test: the environment both share, and the packages a fresh machine lacks.
# Everything here is quiet when nothing is missing. Needs `repo` to be set to the root of the repository.

# The same folder for every checkout: the heavy dependencies are built once.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${HOME:-/tmp}/.cache/hogs-target}"
# Builds run in the repository, the game in the caller's folder: both must mean the same place.
case "$CARGO_TARGET_DIR" in
    /*) ;;
    *) CARGO_TARGET_DIR="$PWD/$CARGO_TARGET_DIR" ;;
esac
# Assets are found from any current folder: Bevy looks in $BEVY_ASSET_ROOT/assets, the rules in $HOGS_ASSETS.
export BEVY_ASSET_ROOT="${BEVY_ASSET_ROOT:-$repo}"
export HOGS_ASSETS="${HOGS_ASSETS:-$repo/assets}"

# The one selection of packages for ./play and ./test. Another selection means other feature sets, and cargo
# would build the heavy dependencies a second time.
build_command=(cargo build --workspace --bins)

# CPU minutes of a first build, measured; divided by the cores they are the estimate that people are shown.
cold_build_cpu_minutes=22

# What a build needs. libc6-dev is named because gcc only recommends it, and nothing links without it.
build_packages="gcc libc6-dev pkg-config libasound2-dev libudev-dev libwayland-dev"
# What the game loads while it runs. mesa-vulkan-drivers brings a software Vulkan, found where there is no GPU.
run_packages="libasound2 libudev1 libwayland-client0 libvulkan1 mesa-vulkan-drivers libx11-6 libx11-xcb1 \
libxcursor1 libxi6 libxkbcommon0 libxkbcommon-x11-0"
# What tests of the real window use: a display without a screen, and keys without a keyboard.
display_packages="xvfb xauth xdotool"

say() { printf '%s\n' "$*" >&2; }

# Ends the script with one sentence.
give_up() {
    say "$*"
    exit 1
}

# Prints those of the named Debian packages that are not installed.
missing_packages() {
    local installed name
    # shellcheck disable=SC2016 # dpkg-query's own placeholders
    installed="$(dpkg-query --show --showformat='${Package} ${db:Status-Status}\n' "$@" libasound2t64 2>/dev/null |
        sed -n 's/ installed$//p' || true)"
    for name in "$@"; do
        grep -qxF -- "$name" <<<"$installed" && continue
        # Newer systems carry this library under a new name.
        [ "$name" = libasound2 ] && grep -qxF libasound2t64 <<<"$installed" && continue
        printf '%s\n' "$name"
    done
}

# Installs what is missing of the named packages on Debian and its relatives. Silent when all is there.
install_debian_packages() {
    local missing=() as_root=() name command
    while read -r name; do missing+=("$name"); done < <(missing_packages "$@")
    [ "${#missing[@]}" -eq 0 ] && return 0

    say "Hogs needs ${#missing[@]} more system package(s), to build (a C compiler and the headers of sound, input"
    say "devices and windows) and to run (Vulkan, X11, Wayland, sound):"
    say "    ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
        command -v sudo >/dev/null ||
            give_up "There is no sudo here. As root, run: apt-get install ${missing[*]}"
        say "They are installed with apt-get through sudo, which may ask for your password."
    else
        say "They are installed with apt-get."
    fi

    # Another apt at work, such as the nightly upgrade, is waited for.
    command=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --option DPkg::Lock::Timeout=300)
    "${command[@]}" update >&2 || say "apt-get update failed; trying with the package lists that are here."
    for name in "${!missing[@]}"; do
        if [ "${missing[name]}" = libasound2 ] && apt-cache show libasound2t64 >/dev/null 2>&1; then
            missing[name]=libasound2t64
        fi
    done
    "${command[@]}" install --yes --no-install-recommends "${missing[@]}" >&2 ||
        give_up "The packages could not be installed. Install them by hand: apt-get install ${missing[*]}"
}

# On systems without apt-get: names the packages, and goes on if a build looks possible.
advise_other_systems() {
    case "$(uname -s)" in
        Darwin)
            command -v cc >/dev/null ||
                give_up "Hogs needs Apple's command line tools (nothing else on macOS). Run: xcode-select --install"
            return 0
            ;;
        MINGW* | MSYS* | CYGWIN*)
            # Rust's installer brings the C++ build tools along; there is nothing further to check from here.
            return 0
            ;;
    esac
    if command -v cc >/dev/null && command -v pkg-config >/dev/null &&
        pkg-config --exists alsa libudev wayland-client; then
        return 0
    fi
    say "Hogs cannot install packages on this system, and a C compiler, pkg-config or the headers of ALSA, udev or"
    say "Wayland seem to be missing. What Hogs needs is called:"
    say "    Fedora   gcc pkgconf-pkg-config alsa-lib-devel systemd-devel wayland-devel vulkan-loader"
    say "             mesa-vulkan-drivers libX11 libX11-xcb libXcursor libXi libxkbcommon libxkbcommon-x11"
    say "    Arch     gcc pkgconf alsa-lib systemd-libs wayland vulkan-icd-loader vulkan-swrast"
    say "             libx11 libxcursor libxi libxkbcommon libxkbcommon-x11"
    say "    macOS    Apple's command line tools: xcode-select --install"
    say "    Windows  the Visual Studio C++ build tools, which Rust's installer offers; run this from Git Bash"
    command -v cc >/dev/null || give_up "There is no C compiler: install the packages above, then run this again."
    say "A C compiler is here, so the build is tried all the same."
}

# Installs the named packages where that is possible, and says what to do where it is not.
set_up_packages() {
    [ -n "${HOGS_SKIP_SETUP:-}" ] && return 0
    if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
        install_debian_packages "$@"
    else
        advise_other_systems
    fi
}

# Ends with one sentence unless a Rust is here that is new enough.
set_up_rust() {
    local wanted found
    # rustup writes here; a shell that was open before does not know it yet.
    command -v cargo >/dev/null || PATH="$PATH:${CARGO_HOME:-${HOME:-/root}/.cargo}/bin"
    wanted="$(sed -n 's/^rust-version = "\([0-9]*\.[0-9]*\).*"$/\1/p' "$repo/Cargo.toml" | head -n 1)"
    if ! command -v cargo >/dev/null || ! command -v rustc >/dev/null; then
        give_up "Hogs is written in Rust, and there is no Rust here. Install it with rustup from https://rustup.rs" \
            "($wanted or newer), then run this again."
    fi
    found="$({ (cd "$repo" && rustc --version) || true; } | sed -n 's/^rustc \([0-9]*\.[0-9]*\).*/\1/p')"
    [ -n "$found" ] || give_up "Rust is here but does not start: 'rustc --version' says nothing. Try: rustup default stable"
    if ((${found%.*} < ${wanted%.*} || (${found%.*} == ${wanted%.*} && ${found#*.} < ${wanted#*.}))); then
        give_up "Hogs needs Rust $wanted or newer, and this is Rust $found. Run: rustup update stable"
    fi
}

# Says before a first build what happens and for how long.
announce_cold_build() {
    local cores minutes
    # The engine itself takes nearly all of that time.
    compgen -G "$CARGO_TARGET_DIR/debug/deps/libbevy-*.rlib" >/dev/null && return 0
    cores="$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)"
    minutes=$(((cold_build_cpu_minutes + cores - 1) / cores))
    say "First build: fetching and compiling the engine and some 450 other crates. With the $cores core(s) here that"
    say "takes about $minutes minutes; later builds take seconds."
    say "It goes to $CARGO_TARGET_DIR (CARGO_TARGET_DIR names another place)."
}
