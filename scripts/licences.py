#!/usr/bin/env python3
"""Lists what the game is built from with its licence, as `cargo metadata` tells it, for the page of credits.

`scripts/licences.py` writes assets/credits/dependencies.txt, a line each: the licence, a tab, the name, a space, the
version. Run it when Cargo.lock changes; tests/tests/dependencies.rs says so when it was forgotten.
`scripts/licences.py --texts FILE` writes the texts of the licences, each once, as whoever hands out a build owes them.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LIST = ROOT / "assets" / "credits" / "dependencies.txt"
# What is handed out to players; the tests are not.
SHIPPED = ("hogs_client", "hogs_server")
# The systems Hogs runs on, as in deny.toml.
SYSTEMS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
)


def metadata():
    """What cargo knows of the workspace."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--offline"]
    # Crates that only other systems need lie nowhere here; their names and licences are in the index alone. So all
    # that is known here is listed.
    for system in SYSTEMS:
        command += ["--filter-platform", system]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode != 0:
        # Not all of them are at hand offline: then what this system needs.
        command = command[:6]
        run = subprocess.run(command + ["--filter-platform", host()], cwd=ROOT, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"cargo metadata failed:\n{run.stderr}")
    return json.loads(run.stdout)


def host():
    """The system this runs on."""
    told = subprocess.run(["rustc", "-vV"], capture_output=True, text=True, check=True).stdout
    return next(line.split()[1] for line in told.splitlines() if line.startswith("host:"))


def shipped(known):
    """The packages of others that are in what is handed out."""
    packages = {package["id"]: package for package in known["packages"]}
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    reached = {one for one, package in packages.items() if package["name"] in SHIPPED}
    open_ones = list(reached)
    while open_ones:
        for need in nodes[open_ones.pop()]["deps"]:
            kinds = {kind["kind"] for kind in need["dep_kinds"]}
            # What only tests or the build itself need is in no build.
            if None in kinds and need["pkg"] not in reached:
                reached.add(need["pkg"])
                open_ones.append(need["pkg"])
    return [packages[one] for one in reached if packages[one]["source"]]


def licence(package):
    """A licence as it is written today."""
    told = " ".join((package["license"] or "see its sources").replace("/", " OR ").split())
    # Which of several one may choose is the same in any order.
    return told if "AND" in told or "(" in told else " OR ".join(sorted(told.split(" OR ")))


def texts(packages):
    """The texts of their licences, each once, with who has it."""
    found = {}
    for package in packages:
        folder = pathlib.Path(package["manifest_path"]).parent
        for file in sorted(folder.iterdir()):
            name = file.name.upper()
            if file.is_file() and name.startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE")):
                text = file.read_text(errors="replace").strip()
                found.setdefault(text, []).append(f"{package['name']} {package['version']}")
    parts = [f"{', '.join(owners)}\n\n{text}\n" for text, owners in sorted(found.items(), key=lambda item: item[1])]
    return f"\n{'=' * 100}\n\n".join(parts)


def main():
    packages = sorted(shipped(metadata()), key=lambda package: (package["name"], package["version"]))
    if len(sys.argv) == 3 and sys.argv[1] == "--texts":
        pathlib.Path(sys.argv[2]).write_text(texts(packages))
        return
    if len(sys.argv) != 1:
        sys.exit(__doc__)
    lines = [f"{licence(package)}\t{package['name']} {package['version']}\n" for package in packages]
    LIST.parent.mkdir(parents=True, exist_ok=True)
    LIST.write_text("".join(lines))


if __name__ == "__main__":
    main()
