"""What is pinned and what is packed."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from octavo import __version__

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("build", "run", "test")
MADE_BY_PIP = {"build": "", "run": "--no-build-isolation --use-pep517 "}
"""How the libraries of a list are installed, by its name."""

PIN = re.compile(r"(?P<name>[a-z0-9-]+)(\[[a-z0-9,-]+\])?==(?P<version>[^ ;\\]+)")


def pins(lock: str) -> dict[str, str]:
    """Name and release of every distribution in a lock file."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    found = [PIN.match(line) for line in text.splitlines()]
    return {match["name"]: match["version"] for match in found if match}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())

    assert "://" not in text
    assert "index-url" not in text
    assert [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry] == []


def test_what_is_tested_is_what_is_run() -> None:
    tested = pins("test")

    assert {name: version for name, version in pins("run").items() if tested.get(name) != version} == {}


def test_the_changelog_begins_with_what_is_not_released_and_then_with_this_version() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    unreleased, newest, *older = headings

    assert unreleased == "[Unreleased]"
    assert re.fullmatch(rf"\[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d", newest)
    assert [heading for heading in older if not re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", heading)] == []


def test_the_hooks_run_the_commands_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
    checks = makefile[makefile.index("\nstyle:") : makefile.index("\nformat:")]
    commands = re.findall(r"^\t@\$\(PY\) (.*?)(?: \.)?(?: 2?>.*)?$", checks, re.MULTILINE)
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    hooks = [hook["entry"].removesuffix(" --force-exclude").removesuffix(" .") for hook in local["hooks"]]

    assert local["repo"] == "local"
    assert sorted(hooks) == sorted(f".venv/bin/python {command}" for command in commands)


def test_editors_know_the_schema_of_every_data_file() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    connected = {Path(schema).name: patterns for schema, patterns in settings["yaml.schemas"].items()}
    found = [file for patterns in connected.values() for pattern in patterns for file in ROOT.glob(pattern)]
    folders = ("content", "tests/stock", "octavo/starter", "styles", "templates/languages")
    written = [file for folder in folders for file in (ROOT / folder).rglob("*.yaml")]

    assert connected.keys() == {path.name for path in (ROOT / "schemas").iterdir()}
    # A book has these two only when it has been corrected and released.
    later = connected["corrections.schema.json"] + connected["release.schema.json"]
    assert all(
        any(ROOT.glob(pattern)) for patterns in connected.values() for pattern in patterns if pattern not in later
    )
    assert sorted(found) == sorted(written)


def test_a_container_installs_what_make_installs() -> None:
    steps = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    needs = (ROOT / "scripts/system-libraries").read_text(encoding="utf-8").partition("needs='")[2].partition("'")[0]
    rows = [[cell.strip() for cell in line.split("|")] for line in needs.strip().splitlines()]
    wanted = {package for need, package, *_ in rows[: [need for need, *_ in rows].index("java")] if need != "venv"}
    copied = {word for line in re.findall(r"^COPY (.*) \S+$", steps, re.MULTILINE) for word in line.split()}
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]

    assert set(re.findall(r"(?<=recommends )[^&]+", steps)[0].split()) == wanted
    assert all(f"--require-hashes {more}-r requirements/{lock}.txt" in steps for lock, more in MADE_BY_PIP.items())
    assert {folder.strip("/") for folder in packed["wheel"]["include"]} <= copied
    assert all((ROOT / name).exists() for name in copied)


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[\[=<>~! ]", line)[0] for line in project["dependencies"]}

    assert wanted - pins("run").keys() == set()


def test_the_wheel_carries_all_that_a_build_reads(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("octavo-*.whl")
    assert wheel.name == f"octavo-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())

    share = {
        f"octavo/share/{path.relative_to(ROOT)}"
        for folder in ("templates", "styles", "schemas")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    own = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "octavo").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    handbook = ROOT / "content" / "handbook"
    share |= {f"octavo/share/handbook/{path.relative_to(handbook)}" for path in handbook.rglob("*") if path.is_file()}
    assert (share | own) - packed == set()
    assert any(name.endswith("/entry_points.txt") for name in packed)
    assert not any(name.startswith(("tests/", "content/")) for name in packed)
