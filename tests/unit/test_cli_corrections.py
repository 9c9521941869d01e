"""The commands of editors, from the command line: what is found and corrected is said so."""

import json
import re
import shutil
from pathlib import Path

import pytest

from octavo import cli

STOCK = Path(__file__).parents[1] / "stock"
CORRECTION = ("correct", "stock", "--was", "in 1884, and", "--now", "in 1885, and", "--kind", "fact")
WHY = ("--reason", "The log has another year.", "--source", "holm1950", "--date", "2026-11-30")


@pytest.fixture
def content(tmp_path: Path, common_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a project with the stock book and return the folder of its content."""
    shutil.copytree(STOCK, tmp_path / "content" / "stock")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_STORE", str(common_store))
    return tmp_path / "content" / "stock"


def test_each_place_that_is_found_is_told_with_its_file_and_its_page(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["find", "stock", "1884", "--engine", "inline"]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    places = [found for line in lines if (found := re.match(r"content/stock/([^:]+):(\d+):\d+: (.*)", line))]
    assert cli.main(["find", "stock", "1884", "--no-pages", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["places"]

    assert places
    assert [(found[1], int(found[2])) for found in places] == [
        (each["path"].removeprefix("content/stock/"), each["line"]) for each in told
    ]
    for found in places:
        line = (content / found[1]).read_text(encoding="utf-8").splitlines()[int(found[2]) - 1]
        assert "1884" in line or "[" in found[3], line
    assert any(re.fullmatch(r"    p\. \d+, line \d+ \(.*\).*", line) for line in lines)
    assert f": {len(places)} places in {len({found[1] for found in places})} files" in last


def test_a_correction_is_shown_and_then_made(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tower = content / "text" / "01-tower.md"
    before = tower.read_bytes()
    assert cli.main([*CORRECTION, *WHY, "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert tower.read_bytes() == before
    assert cli.main([*CORRECTION, *WHY, "--no-build"]) == 0
    told = capsys.readouterr().out

    assert shown.startswith("content/stock/text/01-tower.md:")
    assert "  - … " in shown
    assert "stands at 5 other places:" in shown
    assert shown.endswith("nothing was written\n")
    assert told.endswith("c001 is recorded in content/stock/corrections.yaml\n")
    assert tower.read_bytes() == before.replace(b"lit in 1884", b"lit in 1885")
