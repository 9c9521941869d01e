"""The wheel works outside the checkout: a new book becomes a PDF and an EPUB."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from tests.e2e.workshop import ROOT, TIMEOUT
from tests.judges import epubcheck, verapdf_ua1


def run(*command: str | Path, folder: Path, environment: Mapping[str, str] | None = None) -> str:
    """Run a command to its end and return what it printed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_new_book_is_built_by_the_installed_wheel(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    build: list[str | Path] = [
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--use-pep517",
        "--quiet",
        "--wheel-dir",
        wheels,
    ]
    run(sys.executable, "-m", "pip", "wheel", *build, ROOT, folder=tmp_path)
    (wheel,) = wheels.glob("octavo-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", "environment", folder=tmp_path)
    python = tmp_path / "environment" / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip())
    install: list[str | Path] = ["--no-index", "--no-deps", "--quiet", "--target", site, wheel]
    run(sys.executable, "-m", "pip", "install", *install, folder=tmp_path)
    # The libraries are those of this environment; octavo itself comes from the wheel, which is found first.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))

    home = {"OCTAVO_STORE": str(tmp_path / "store"), "PYTHONPATH": "", "PYTHONSAFEPATH": "1"}
    where = run(python, "-c", "import octavo; print(octavo.__file__)", folder=tmp_path, environment=home)
    assert Path(where.strip()).is_relative_to(site)
    run(python, "-m", "octavo", "new", "my-book", "--example", folder=tmp_path, environment=home)
    run(python, "-m", "octavo", "build", "--strict", "my-book", folder=tmp_path, environment=home)

    output = tmp_path / "output" / "my-book"
    for verdict in (*epubcheck([output / "my-book.epub"]), *verapdf_ua1([output / "my-book.pdf"])):
        assert verdict.is_valid, verdict
