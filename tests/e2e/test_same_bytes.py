"""The same content gives the same bytes, wherever and by whomever it is built."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.workshop import ROOT, Workshop, open_workshop

FORMATS = "formats: [pdf, epub, html, site, records, handouts]\nbase-url: https://example.org/lighthouse/\n"
SHEETS = "sheets:\n  - {id: storm, title: The night of the storm, content: [quarrel, log-1906]}\n"

NO_FONTS = '<?xml version="1.0"?><fontconfig></fontconfig>'


def cut_off(workshop: Workshop, book: str, folder: Path) -> dict[str, bytes]:
    """Build a book without a network and fonts, for another user, and return its files."""
    (folder / "fonts.conf").write_text(NO_FONTS)
    done = workshop.run(
        *("build", book, "--strict"),
        wrap=["unshare", "-n"] if can_unshare() else ["unshare", "--map-root-user", "-n"],
        environment={
            "PYTHONHASHSEED": "4242",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "LANG": "tr_TR.UTF-8",
            "HOME": str(folder / "home"),
            "FONTCONFIG_FILE": str(folder / "fonts.conf"),
            "FONTCONFIG_PATH": str(folder),
        },
    )

    assert (done.returncode, done.stderr) == (0, "")
    return workshop.files()


def assert_same(mine: dict[str, bytes], theirs: dict[str, bytes]) -> None:
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []


def write_stock(folder: Path) -> Workshop:
    """Write the stock book, made in every format and with a sheet."""
    book = folder / "content/stock"
    shutil.copytree(ROOT / "tests/stock", book)
    with (book / "book.yaml").open("a", encoding="utf-8") as settings:
        settings.write(FORMATS)
    (book / "handouts.yaml").write_text(SHEETS)
    return Workshop(folder)


def test_another_folder_seed_zone_and_locale_without_network_and_fonts(tmp_path: Path) -> None:
    here = write_stock(tmp_path / "here")
    done = here.run("build", "stock", "--strict")
    elsewhere = cut_off(write_stock(tmp_path / "quite another place"), "stock", tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert any(name.startswith("stock/handouts/") for name in elsewhere)
    assert_same(here.files(), elsewhere)


@pytest.mark.longer
def test_our_own_book_has_the_same_bytes_elsewhere(built: Workshop, tmp_path: Path) -> None:
    theirs = cut_off(open_workshop(tmp_path / "quite another place"), "great-terror", tmp_path)

    mine = {name: content for name, content in built.files().items() if name.startswith("great-terror/")}
    assert_same(mine, theirs)


def can_unshare() -> bool:
    """Return whether this user may make a network of their own without further ado."""
    import os

    return os.geteuid() == 0 and shutil.which("unshare") is not None
