"""The judges must reject what is wrong: a judge that accepts everything would make every other proof worthless."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import weasyprint

from tests import judges

SOUND_PAGE = "<html lang='en'><head><title>A page</title></head><body><h1>A page</h1><p>One line.</p></body></html>"

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""

PACKAGE = """<?xml version="1.0"?>
<package version="3.0" unique-identifier="id" xml:lang="en" xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:9a8b1dd1-7c0d-5f0e-9ae5-000000000000</dc:identifier>
<dc:title>A page</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="nav"/></spine></package>"""

NAVIGATION = """<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>A page</title></head>
<body><nav epub:type="toc"><ol><li><a href="nav.xhtml">A page</a></li></ol></nav></body></html>"""


def write_epub(path: Path, navigation: str) -> Path:
    """Write the smallest EPUB 3 there is, of one page that is its own table of contents."""
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("book.opf", PACKAGE)
        book.writestr("nav.xhtml", navigation)
    return path


def write_pdf(path: Path, variant: str | None) -> Path:
    """Print one page, tagged as `variant` asks or not at all."""
    weasyprint.HTML(string=SOUND_PAGE).write_pdf(path, pdf_variant=variant)
    return path


def test_epubcheck_accepts_a_sound_book_and_rejects_a_dead_link(tmp_path: Path) -> None:
    sound = write_epub(tmp_path / "sound.epub", NAVIGATION)
    broken = write_epub(tmp_path / "broken.epub", NAVIGATION.replace('href="nav.xhtml"', 'href="gone.xhtml"'))

    accepted, rejected = judges.epubcheck([sound, broken])

    assert accepted.is_valid, str(accepted)
    assert accepted.findings == ()
    assert not rejected.is_valid
    assert "RSC-007" in {finding.rule for finding in rejected.findings}


NAV = 'Error while parsing file: attribute "aria-label" not allowed here; expected attribute "accesskey", "class"'


def finding(text: str, rule: str = "RSC-005", severity: str = "error") -> judges.Finding:
    return judges.Finding(severity=severity, rule=rule, place="nav.xhtml:9", text=text)


@pytest.mark.parametrize(
    ("found", "days", "expected"),
    [
        ([finding(NAV)], 0, (True, 0)),
        ([finding(NAV)], 1, (False, 1)),
        ([finding(NAV), finding('attribute "alt" missing')], 0, (False, 1)),
        ([finding(NAV), finding("a long name", "PKG-9", "warning")], 0, (True, 1)),
        ([finding(NAV, "RSC-006")], 0, (False, 1)),
    ],
)
def test_a_wrong_objection_of_a_newer_judge_is_passed_over_until_its_day(
    found: list[judges.Finding], days: int, expected: tuple[bool, int]
) -> None:
    (waiver,) = judges.WAIVERS
    verdict = judges.Verdict(path=Path("book.epub"), is_valid=False, findings=tuple(found))

    left = judges.waived(verdict, [waiver], waiver.ends + timedelta(days=days))

    assert (left.is_valid, len(left.findings)) == expected
    assert waiver.reason


def test_two_judges_must_both_be_pleased() -> None:
    sound = judges.Verdict(path=Path("book.epub"), is_valid=True, findings=())
    blamed = judges.Verdict(path=Path("book.epub"), is_valid=False, findings=(finding("torn"),))

    assert judges.joined(sound, blamed) == blamed
    assert judges.joined(blamed, blamed) == blamed
    assert judges.joined(sound, sound) == sound


def test_a_newer_epubcheck_judges_beside_the_pinned_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Mapping[str, str]] = []

    def answer(command: list[str], more: Mapping[str, str] | None = None) -> CompletedProcess[str]:
        asked.append(more or {})
        objections = [asdict(finding("a torn page"))] if more else []
        said = [{"path": command[-1], "valid": not more, "findings": objections}]
        return CompletedProcess(command, 1 if more else 0, json.dumps(said), "")

    (tmp_path / "EpubCheckBatch.class").touch()
    monkeypatch.setattr(judges, "DRIVERS", tmp_path)
    monkeypatch.setattr("shutil.which", lambda _: "java")
    monkeypatch.setenv(judges.NEWER_EPUBCHECK, "/opt/epubcheck-5.4.0")
    monkeypatch.setattr(judges, "_run", answer)
    (verdict,) = judges.epubcheck([tmp_path / "book.epub"])

    assert asked == [{}, {"EPUBCHECK": "/opt/epubcheck-5.4.0"}]
    assert str(verdict) == "book.epub: invalid\n  error RSC-005 at nav.xhtml:9: a torn page"


def test_verapdf_accepts_a_tagged_page_and_rejects_an_untagged_one(tmp_path: Path) -> None:
    tagged = write_pdf(tmp_path / "tagged.pdf", "pdf/ua-1")
    untagged = write_pdf(tmp_path / "untagged.pdf", None)
    nonsense = tmp_path / "nonsense.pdf"
    nonsense.write_text("not a PDF", encoding="utf-8")

    accepted, rejected, unreadable = judges.verapdf_ua1([tagged, untagged, nonsense])

    assert accepted.is_valid, str(accepted)
    assert not rejected.is_valid
    assert "7.1-11" in {finding.rule for finding in rejected.findings}
    assert not unreadable.is_valid


def test_qpdf_accepts_a_sound_file_and_rejects_a_torn_one(tmp_path: Path) -> None:
    sound = write_pdf(tmp_path / "sound.pdf", None)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(sound.read_bytes()[:-200])

    assert judges.qpdf_check(sound).is_valid
    verdict = judges.qpdf_check(torn)
    assert not verdict.is_valid
    assert verdict.findings


def test_pdffonts_lists_every_face_with_its_embedding(tmp_path: Path) -> None:
    fonts = judges.pdffonts(write_pdf(tmp_path / "page.pdf", None))

    assert fonts
    assert all(font.is_embedded and font.is_subset and font.has_unicode for font in fonts)
    assert {font.kind for font in fonts} == {"CID TrueType"}


def test_no_files_are_judged_without_starting_java() -> None:
    assert judges.epubcheck([]) == []
    assert judges.verapdf_ua1([]) == []


@pytest.mark.parametrize(("demanded", "outcome"), [("", {"skipped": 1}), ("true", {"failed": 1})])
def test_a_missing_judge_skips_its_test_by_name_and_fails_it_in_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, demanded: str, outcome: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", demanded)
    pytester.makeconftest("from tests.conftest import pytest_pyfunc_call")
    pytester.makepyfile("""
        from tests.judges import NotRun

        def test_of_something():
            raise NotRun("scales")
    """)

    run = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-rs")

    run.assert_outcomes(**outcome)
    is_named = "not run: scales" in run.stdout.str()
    assert is_named == (not demanded)
