"""What a build keeps is made anew when code that can change it changes, and only then."""

from collections.abc import Mapping
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path

import pytest
from PIL import Image

from octavo import pipeline
from octavo.jobs.code import PackageCode
from octavo.jobs.store import Store
from octavo.pipeline import Options
from octavo.project import Project, own_code
from tests.unit.jobs.test_code import ENTRIES, file_of

NEVER_KEPT: Mapping[str, str] = {
    "octavo.__main__": "a command",
    "octavo.cli": "commands",
    "octavo.commands*": "commands",
    "octavo.console": "what commands say",
    "octavo.doctor": "a command",
    "octavo.starter": "a command",
    "octavo.importing*": "is done once, and writes what a build reads",
    "octavo.project": "finds the files in every build",
    "octavo.publish": "writes the output in every build",
    "octavo.jobs*": "looks results up, in every build",
    "octavo.pipeline*": "looks results up, in every build",
    "octavo.load.handouts": "looks at the list of sheets in every build",
    "octavo.load.corrections": "checks the ledger in every build",
    "octavo.load.picture_files": "reads what pictures the text names in every build",
    "octavo.load.releases": "looks at the releases in every build",
    "octavo.load.citation_style": "looks at the style in every build",
    "octavo.load.publication": "joins what files say, in every build",
    "octavo.load.templates": "reads templates in every build",
    "octavo.load.theme": "joins themes in every build",
    "octavo.load.theme_checks": "looks at papers and fonts in every build",
    "octavo.load.book_look": "reads what a book says of its look in every build",
    "octavo.load.fonts": "reads the fonts that a look names, quicker than their results are looked up",
    "octavo.load.script_languages": "says what letters a font has, as it is read",
    "octavo.load.fonts_in_look": "changes the fonts of a theme in every build; they are part of the keys of units",
    "octavo.load.scaled_sheets": "changes style sheets in every build; they are part of the keys of units",
    "octavo.load.theme_in_look": "changes the theme in every build; it is part of the keys of units",
    "octavo.load.schemas": "makes schemas/ for a script",
    "octavo.model.read_wording": "reads the words of the ledger in every build",
    "octavo.resolve.*": "joins the book in every build; what is kept is reached by citeproc or typography",
    "octavo.render.fixed_lines": "breaks the lines of sources in every build; the section is part of its key",
    "octavo.render.font_coverage": "looks at the letters of the whole book in every build",
    "octavo.render.run_on": "joins units in every build",
    "octavo.render.css": "writes the style sheet in every build",
    "octavo.render.rendition": "joins sections in every build",
    "octavo.typeset.typesetting": "asks for units in every build",
    "octavo.typeset.divisions": "divides sections in every build; a unit's source is part of its key",
    "octavo.typeset.page_estimate": "estimates pages in every build",
    "octavo.typeset.pagination": "counts pages in every build",
    "octavo.typeset.layout_faults": "judges the layout in every build",
    "octavo.typeset.assemble": "joins the units in every build",
    "octavo.impose*": "puts finished pages on sheets, quicker than a result is looked up",
    "octavo.pdf.sheet_file": "writes these sheets",
    "octavo.press*": "makes files for a print shop of a finished printing, quicker than it is set",
    "octavo.pdf.press_pages": "writes these files",
    "octavo.model.contrast": "looks at colours in every build, and when asked",
    "octavo.model.leaflet": "asks for pages; what is set of them is kept",
    "octavo.pdf.outline": "is written in every build",
    "octavo.pdf.xmp": "is written in every build",
    "octavo.package.*": "makes files in every build; covers and packed contents are kept",
    "octavo.check.artefacts.examination": "judges in every build; what was read is kept",
    "octavo.check.artefacts.pdf_rules": "judges in every build",
    "octavo.check.artefacts.layout_rules": "judges in every build",
    "octavo.check.artefacts.note_rules": "judges in every build",
    "octavo.check.artefacts.visual_order": "judges in every build",
    "octavo.check.artefacts.reading_rules": "judges in every build",
    "octavo.check.artefacts.printed_sections": "judges in every build",
    "octavo.check.artefacts.book_reading": "reads the book in every build, as fast as its digest is made",
    "octavo.check.artefacts.compact_books": "joins readings in every build",
    "octavo.check.artefacts.comparison": "compares in every build",
    "octavo.check.artefacts.word_differences": "compares in every build",
    "octavo.check.artefacts.places": "finds places in every build",
    "octavo.check.artefacts.line_quality": "reports when asked",
    "octavo.check.artefacts.print_rules": "examines for print when asked",
    "octavo.pdf.painted_marks": "reads what is painted when asked",
    "octavo.pdf.lines": "reads lines for reports when asked",
    "octavo.check.manuscript.reading_ease": "reports when asked",
    "octavo.check.manuscript.report": "reports when asked",
    "octavo.check.manuscript.claim*": "looks for claims when asked",
    "octavo.check.manuscript.implied_claims": "looks for claims when asked",
    "octavo.check.manuscript.record_values": "looks for claims when asked",
    "octavo.check.manuscript.*_forms": "looks for claims when asked",
    "octavo.model.claim*": "says where claims stand when asked",
    "octavo.editions*": "looks into printings when asked",
    "octavo.model.reprint": "says what to copy anew when asked",
}
"""Modules that no kept result depends on, and why."""


def code_with(module: str) -> PackageCode:
    """Return our code with a comment more in ``module``."""
    files = own_code().files
    return PackageCode(package="octavo", files={**files, file_of(module): files[file_of(module)] + b"\n# a comment\n"})


def add_a_photograph(project: Project) -> None:
    """Give the stock book an image, as it has none."""
    book = project.content / "stock"
    (book / "images").mkdir()
    Image.new("L", (40, 30), 128).save(book / "images" / "lamp.png")
    record = "kind: image\nid: photograph\ntitle: The lamp\nalt: A grey lamp.\nfile: images/lamp.png\ncredit: Ours.\n"
    (book / "figures" / "photograph.yaml").write_text(record)


def test_the_modules_of_all_kept_functions_are_known(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    real = PackageCode.digest

    def digest(code: PackageCode, name: str) -> str:
        asked.add(name)
        return real(code, name)

    monkeypatch.setattr(PackageCode, "digest", digest)
    add_a_photograph(project)
    (result,) = pipeline.build(project, ["stock"], Options(store=Store(tmp_path / "store")))

    assert result.status == "built", result.diagnostics
    assert asked == set(ENTRIES)


def test_a_module_that_no_key_reaches_has_a_reason() -> None:
    reached = frozenset[str]().union(*map(own_code().reached, ENTRIES))
    unreached = own_code().names - reached
    reasons = {name: [pattern for pattern in NEVER_KEPT if fnmatch(name, pattern)] for name in unreached}

    assert {name for name, patterns in reasons.items() if len(patterns) != 1} == set()
    assert {pattern for patterns in reasons.values() for pattern in patterns} == set(NEVER_KEPT)


@pytest.mark.parametrize(
    ("module", "anew"),
    [
        ("octavo.model.output", {"units", "readings"}),
        ("octavo.typeset.unit", {"units"}),
        ("octavo.pdf.file_layout", {"units", "readings"}),
        ("octavo.check.artefacts.pdf_reading", {"readings"}),
        ("octavo.pipeline.making", set()),
        ("octavo.resolve.glossary", set()),
    ],
)
def test_an_edit_makes_anew_what_it_can_change(
    project: Project, warm_store: Store, monkeypatch: pytest.MonkeyPatch, module: str, anew: set[str]
) -> None:
    other = code_with(module)
    for name in ("cache", "spelling_cache"):
        monkeypatch.setattr(import_module(f"octavo.pipeline.{name}"), "own_code", lambda: other)
    (result,) = pipeline.build(project, ["stock"], Options(store=warm_store))

    made = [unit.name for unit in result.units if not unit.from_store]
    assert result.status == "built"
    assert {"readings" if name.startswith("stock.") else "units" for name in made} == anew
