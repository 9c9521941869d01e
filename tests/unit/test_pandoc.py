"""The door to pandoc: what it may see, and how long and how much it may work."""

from pathlib import Path

import pytest

from octavo import pandoc
from octavo.pandoc import PandocRefused, pandoc_version, run_pandoc


def test_text_goes_in_and_comes_out() -> None:
    assert run_pandoc(["--from=latex", "--to=plain"], r"M{\"u}hlen").decode().strip() == "Mühlen"


def test_the_files_of_a_request_are_seen_by_their_names() -> None:
    title = "---\nreferences: []\n---\n\n@x"
    style = Path(__file__).parents[2].joinpath("styles/citations/apa.csl").read_text(encoding="utf-8")
    sources = '[{"id": "x", "type": "book", "title": "Wells", "author": [{"family": "Hope"}]}]'
    made = run_pandoc(
        ["--from=markdown", "--to=plain", "--citeproc", "--csl=s.csl", "--bibliography=b.json"],
        title,
        files={"s.csl": style, "b.json": sources},
    )

    assert "Hope. (n.d.). Wells" in made.decode().replace("_", "")


def test_other_files_are_out_of_reach(tmp_path: Path) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text("secret words", encoding="utf-8")

    made = run_pandoc(["--from=latex", "--to=plain"], rf"\input{{{secret}}} shown")

    assert made.decode().strip() == "shown"


def test_a_refusal_says_why() -> None:
    with pytest.raises(PandocRefused, match=r"line 3, column 1"):
        run_pandoc(["--from=biblatex", "--to=csljson"], "@book{")


def test_the_time_is_bounded() -> None:
    # No program begins and ends within a thousandth of a second.
    with pytest.raises(PandocRefused, match=r"did not end within 0\.001 seconds"):
        run_pandoc(["--from=markdown", "--to=json"], "words and words\n\n" * 10_000, seconds=0.001)


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "HEAP", "8m")

    with pytest.raises(PandocRefused, match=r"(?i)heap"):
        run_pandoc(["--from=markdown", "--to=json"], "words and words\n\n" * 50_000)


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    made = run_pandoc(["--from=biblatex", "--to=csljson"], "@book{a, title = {Wirtschaft Und Gesellschaft}}")

    assert b'"title": "Wirtschaft und gesellschaft"' in made


def test_the_version_is_that_of_the_program() -> None:
    assert pandoc_version().split(".")[0].isdecimal()


def test_where_there_is_no_pandoc_the_keys_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_program", lambda: "/no/such/pandoc")
    pandoc_version.cache_clear()

    assert pandoc.tools() == {"pandoc": "none"}


def test_without_pandoc_the_fault_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "PACKAGE", "no_such_package")

    with pytest.raises(OSError, match="pypandoc-binary"):
        run_pandoc(["--version"], "")
