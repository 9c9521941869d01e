"""The same content gives the same bytes, wherever and by whomever it is built."""

import shutil
from pathlib import Path

from tests.e2e.workshop import Workshop, open_workshop

BOOK = "great-terror"
"""The book that is built once more: it is made in every format."""

NO_FONTS = '<?xml version="1.0"?><fontconfig></fontconfig>'


def test_another_folder_seed_zone_and_locale_without_network_and_fonts(built: Workshop, tmp_path: Path) -> None:
    elsewhere = open_workshop(tmp_path / "quite another place")
    (tmp_path / "fonts.conf").write_text(NO_FONTS)
    cut_off = ["unshare", "-n"] if can_unshare() else ["unshare", "--map-root-user", "-n"]
    done = elsewhere.run(
        *("build", BOOK, "--strict"),
        wrap=cut_off,
        environment={
            "PYTHONHASHSEED": "4242",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "LANG": "tr_TR.UTF-8",
            "HOME": str(tmp_path / "home"),
            "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
            "FONTCONFIG_PATH": str(tmp_path),
        },
    )

    assert (done.returncode, done.stderr) == (0, "")
    mine = {name: content for name, content in built.files().items() if name.startswith(f"{BOOK}/")}
    theirs = elsewhere.files()
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []


def can_unshare() -> bool:
    """Return whether this user may make a network of their own without further ado."""
    import os

    return os.geteuid() == 0 and shutil.which("unshare") is not None
