"""The door to the citation processor: pandoc, run once a book, with nothing but what the request holds."""

import json
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc

TIMEOUT = 120
"""Seconds after which pandoc is taken to hang; a book of a thousand citations takes two."""

STYLE, SOURCES = "style.csl", "sources.json"
"""Files of the passing folder; pandoc sees them by these names alone, so that its answer names no folder."""


class CitationsRefused(Exception):  # noqa: N818 - it is the state of the sources, not a programming error
    """The processor could not use the style or the sources; the message says why, in its words."""


def run_citeproc(request: bytes) -> bytes:
    """Return pandoc's document, as JSON, with the citations set and the bibliography made.

    ``request`` is JSON: ``style`` (the text of a CSL style), ``sources`` (CSL-JSON items) and ``document`` (a pandoc
    document). The answer depends on nothing else, so it may be kept under the digest of the request. Raises
    :class:`CitationsRefused`.
    """
    asked = json.loads(request)
    with TemporaryDirectory() as folder:
        Path(folder, STYLE).write_text(asked["style"], encoding="utf-8")
        Path(folder, SOURCES).write_text(json.dumps(asked["sources"], ensure_ascii=False), encoding="utf-8")
        command = [
            pypandoc.get_pandoc_path(),
            "--from=json",
            "--to=json",
            "--citeproc",
            "--sandbox",
            "--data-dir=.",
            f"--csl={STYLE}",
            f"--bibliography={SOURCES}",
        ]
        try:
            done = subprocess.run(
                command,
                input=json.dumps(asked["document"], ensure_ascii=False).encode(),
                capture_output=True,
                check=False,
                cwd=folder,
                env={},
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired as expired:
            raise CitationsRefused(f"pandoc did not end within {TIMEOUT} seconds") from expired
    if done.returncode:
        raise CitationsRefused(" ".join(done.stderr.decode(errors="replace").split()) or "pandoc gave no reason")
    return done.stdout


def pandoc_version() -> str:
    """Return the version of pandoc. Raises ``OSError`` where there is none."""
    return str(pypandoc.get_pandoc_version())
