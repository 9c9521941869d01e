"""A book's folder is loaded whole; whatever is wrong in any file is told with all the rest."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.load.reading_order import identifier
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.records import ChartFigure, TableFigure
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.pipeline.result import NO_STORE
from octavo.resolve.typography import compositor_of, typography_of
from tests.examples import examples

STOCK = Path(__file__).parents[2] / "stock"
TEMPLATES = Path(__file__).parents[3] / "templates"
SECTIONS = (
    "cover",
    "half-title",
    "title-page",
    "imprint",
    "contents",
    "chronology",
    "glossary",
    "people",
    "bibliography",
    "index",
    "colophon",
)
LANGUAGE = """code: en-GB
name: English
quotes: {outer: ["“", "”"], inner: ["‘", "’"]}
words: {figure: figure}
alphabet: abcdefghijklmnopqrstuvwxyz
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a copy of the stock book, in a project that has a language and a citation style."""
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "en-GB.yaml").write_text(LANGUAGE)
    (tmp_path / "citations").mkdir()
    (tmp_path / "citations" / "chicago-author-date.csl").write_text("<style/>")
    return Path(shutil.copytree(STOCK, tmp_path / "content" / "stock"))


def load(folder: Path) -> tuple[Publication, tuple[Diagnostic, ...]]:
    root = folder.parents[1]
    return load_publication(
        folder, root=root, languages=[root / "languages"], citations=[root / "citations"], memo=memo_for(NO_STORE)
    )


def faults(folder: Path) -> list[str]:
    with pytest.raises(Faulty) as caught:
        load(folder)
    return [f"{each.origin} {each.code}".removeprefix("content/stock/") for each in caught.value.diagnostics]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def test_the_stock_book_is_sound_and_whole(book: Path) -> None:
    publication, told = load(book)

    assert told == ()
    assert publication.folder == "stock"
    assert list(publication.texts) == ["text/foreword.md", "text/01-tower.md", "text/02-storm.md"]
    assert [text.id for text in publication.texts.values()] == ["foreword", "tower", "storm"]
    assert [record.value.id for record in publication.people] == ["wren", "lark"]
    assert [record.value.id for record in publication.terms] == ["fresnel-lens", "relief"]
    assert [record.value.id for record in publication.events] == ["first-lit", "great-storm"]
    assert [record.value.id for record in publication.documents] == ["log-1906"]
    assert [type(record.value) for record in publication.figures] == [ChartFigure, TableFigure]
    assert [record.value.id for record in publication.sources] == ["marsh1901", "holm1950", "gale1999"]
    assert [record.value.entry for record in publication.index] == ["costs", "storm of 1906"]
    assert publication.language.code == "en-GB"
    assert publication.citation_style == "<style/>"


def test_answers_are_read_by_the_section_that_their_file_is_named_after(book: Path) -> None:
    (book / "answers").mkdir()
    (book / "answers" / "storm.yaml").write_text(
        "- {question: 1, answer: One *slept*., mark-scheme: [{text: a watch, marks: 2}, {text: sleep}], sources: []}\n"
    )

    publication, told = load(book)

    assert told == ()
    ((section, (record,)),) = publication.answers.items()
    assert section == "storm"
    assert (record.value.question, [point.marks for point in record.value.mark_scheme]) == (1, [2, 1])
    assert ("answer",) in record.prose
    assert ("mark-scheme", 0, "text") in record.prose


def test_the_digest_is_that_of_the_content_alone(book: Path) -> None:
    digest = load(book)[0].digest
    (book / "book.yaml~").write_text("left behind by an editor")

    assert load(book)[0].digest == digest

    edit(book / "terms.yaml", "fray-NEL", "fray-nel")

    assert load(book)[0].digest != digest


def test_the_faults_of_all_files_are_told_at_once(book: Path) -> None:
    (book / "terms.yaml").write_text("- id: [\n")
    (book / "documents.yaml").write_text("id: log\n")
    (book / "text" / "foreword.md").write_bytes(b"# Foreword\n\n\xff")
    edit(book / "book.yaml", "text/02-storm.md", "text/02-fire.md")
    edit(book / "book.yaml", "version: 1.0.0", "version: 1.0.0a\ncitation-style: house")
    edit(book / "events.yaml", '"1884-03-01"', '"18??"')

    assert faults(book) == [
        "book.yaml:7:10 OC103",
        "book.yaml:8:17 OC106",
        "book.yaml:28:36 OC106",
        "documents.yaml:1:1 OC103",
        "events.yaml:3:10 OC105",
        "terms.yaml:2:1 OC101",
        "text/foreword.md:3:1 OC107",
    ]


def test_without_settings_the_rest_is_still_told(book: Path) -> None:
    edit(book / "book.yaml", "\ntitle: A", "\ntitl: A")
    edit(book / "events.yaml", '"1884-03-01"', '"18??"')
    (book / "text" / "02-storm.md").write_bytes(b"# The storm\n\n\xff")

    assert faults(book) == ["book.yaml:2:1 OC102", "events.yaml:3:10 OC105", "text/02-storm.md:3:1 OC107"]


def test_without_settings_what_a_text_takes_in_needs_no_title(book: Path) -> None:
    edit(book / "book.yaml", "\ntitle: A", "\ntitle: [A")
    storm = book / "text" / "02-storm.md"
    storm.write_text(storm.read_text() + "\n::: include file=shared/boats.md\n:::\n")
    (book / "text/shared").mkdir()
    (book / "text/shared/boats.md").write_text("Boats came late.\n")

    assert [each.split()[1] for each in faults(book)] == ["OC101"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: A Lighthouse and Its Keepers", "title: ' '", "book.yaml:2:9 OC103"),
        ("version: 1.0.0", "version: 1.0.0a", "book.yaml:7:10 OC103"),
        ('released: "2026-11-24"', 'released: "2026-11"', "book.yaml:8:12 OC105"),
        ('released: "2026-11-24"', 'released: ".."', "book.yaml:8:12 OC105"),
        ("language: en-GB", "language: ../en-GB", "book.yaml:6:11 OC103"),
        ("language: en-GB", "language: de", "book.yaml:6:11 OC106"),
        ("language: en-GB", "language: en-GB\ntheme: ../plain", "book.yaml:7:8 OC103"),
        ("language: en-GB", "language: en-GB\ncitation-style: a/b", "book.yaml:7:17 OC103"),
        ("language: en-GB", "language: en-GB\nbase-url: example.org", "book.yaml:7:11 OC103"),
        ("id: island", "id: an island", "book.yaml:26:11 OC103"),
        ("text/foreword.md", "text/../../x.md", "book.yaml:23:49 OC117"),
        ("chronology", "cronology", "book.yaml:28:10 OC118"),
        ("text/02-storm.md", "text/01-tower.md", "book.yaml:27:36 OC121"),
        ("\nlicence:", '\nidentifiers: {epub: "978-3-16-148410-1"}\nlicence:', "book.yaml:17:22 OC103"),
    ],
)
def test_settings_are_checked_for_what_they_mean(book: Path, old: str, new: str, told: str) -> None:
    edit(book / "book.yaml", old, new)

    assert told in faults(book)


def test_a_language_is_what_its_file_says(book: Path) -> None:
    languages = book.parents[1] / "languages"
    (languages / "de.yaml").write_text(LANGUAGE)
    edit(book / "book.yaml", "language: en-GB", "language: de")

    assert faults(book) == ["languages/de.yaml:1:7 OC103"]


@pytest.mark.parametrize("spaces", ["{x: ' '}", "{';;': ' '}", "{';': x}", "{' ': ' '}"])
def test_what_stands_before_signs_is_a_space(book: Path, spaces: str) -> None:
    languages = book.parents[1] / "languages"
    (languages / "en-GB.yaml").write_text(f"{LANGUAGE}\nspaces-before: {spaces}\n")

    assert [told.partition(" ")[2] for told in faults(book)] == ["OC103"]


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("en-GB", "See article_1259, paragraph_6, and figures_3 and 5."),
        ("en-US", "See section_12, tables_3 and 4."),
        ("fr", "Voir article_9, alinéa_2, et tableau_3."),
    ],
)
def test_a_number_stays_on_the_line_of_what_it_counts(book: Path, code: str, typed: str) -> None:
    shutil.copytree(TEMPLATES / "languages", book.parents[1] / "languages", dirs_exist_ok=True)
    edit(book / "book.yaml", "language: en-GB", f"language: {code}")
    compositor = compositor_of(typography_of(load(book)[0]))

    assert compositor.set_words(typed.replace("_", " ")).replace("\u00a0", "_") == typed


def test_a_language_takes_from_its_base_what_it_does_not_say(book: Path) -> None:
    languages = book.parents[1] / "languages"
    own = 'base: en-GB\ncode: en-IE\nquotes: {inner: ["‹", "›"]}\nwords: {table: table}\nsort-ignore: [the]\n'
    (languages / "en-IE.yaml").write_text(own)
    edit(book / "book.yaml", "language: en-GB", "language: en-IE")
    language = load(book)[0].language

    assert (language.code, language.name, language.sort_ignore) == ("en-IE", "English", ("the",))
    assert (language.quotes.outer, language.quotes.inner) == (("“", "”"), ("‹", "›"))
    assert language.words == {"figure": "figure", "table": "table"}


@pytest.mark.parametrize(
    ("own", "base", "expected"),
    [
        ("base: en-XX\ncode: en-IE\n", "", ["languages/en-IE.yaml:1:7 OC106"]),
        ("base: en-US\ncode: en-IE\n", "base: en-GB\ncode: en-US\n", ["languages/en-IE.yaml:1:7 OC103"]),
        ("base: en-US\ncode: en-IE\n", "code: en-US\nwords: 7\n", ["languages/en-US.yaml:2:8 OC103"]),
        ("base: en-GB\ncode: en-IE\nwords: []\n", "", ["languages/en-IE.yaml:3:8 OC103"]),
        ("- base: en-GB\n", "", ["languages/en-IE.yaml:1:1 OC103"]),
        ("base: en-GB\ncode: en-IE\nprose: {lives: ['[']}\n", "", ["languages/en-IE.yaml:3:18 OC126"]),
    ],
)
def test_a_fault_of_a_base_is_told_where_it_stands(book: Path, own: str, base: str, expected: list[str]) -> None:
    languages = book.parents[1] / "languages"
    (languages / "en-IE.yaml").write_text(own)
    (languages / "en-US.yaml").write_text(base or LANGUAGE)
    edit(book / "book.yaml", "language: en-GB", "language: en-IE")

    assert [line for line in faults(book) if "OC104" not in line] == expected


def test_ids_are_one_of_their_kind_over_all_files(book: Path) -> None:
    (book / "people" / "zzz.yaml").write_text("id: wren\nname: Another Wren\n")
    (book / "sources.json").write_text('[{"id": "marsh1901", "type": "book"}]')
    (book / "sources.bib").write_text("@book{holm1950, title = {Glass}}")

    assert faults(book) == ["people/zzz.yaml:1:5 OC111", "sources.bib:1:7 OC111", "sources.json:1:10 OC111"]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("text/02-tower.md", "tower"),
        ("text/01.md", "text-01"),
        ("1984.md", "text-1984"),
        ("03 The well & I.md", "The-well-I"),
        ("Épilogue.md", "Epilogue"),
        ("02-колодязь.md", "text-399004d8"),
    ],
)
def test_any_name_of_a_text_makes_an_id(name: str, made: str) -> None:
    assert identifier(name) == made


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("map.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', []),
        ("map.png", b"\xff\xd8\xff\xe0", ["figures/map.yaml:5:7 OC139"]),
        ("map.gif", b"GIF89a", ["figures/map.yaml:5:7 OC139"]),
    ],
)
def test_images_are_read_and_must_be_what_their_names_say(
    book: Path, name: str, content: bytes, told: list[str]
) -> None:
    (book / "images").mkdir()
    (book / "images" / name).write_bytes(content)
    (book / "figures" / "map.yaml").write_text(
        f"id: map\nkind: image\ntitle: The island\nalt: A map.\nfile: images/{name}\ncredit: Drawn here.\n"
    )

    if told:
        assert faults(book) == told
    else:
        publication, warnings = load(book)
        assert {name: image.content for name, image in publication.images.items()} == {f"images/{name}": content}
        assert warnings == ()


def test_files_that_nothing_reads_are_told_but_stop_nothing(book: Path) -> None:
    (book / "glosary.yaml").write_text("- id: a\n")  # codespell:ignore
    (book / "text" / "03-fire.md").write_text("# Fire\n")
    (book / "images").mkdir()
    (book / "images" / "map.svg").write_text("<svg/>")

    _, told = load(book)

    assert [f"{each.origin} {each.code}" for each in told] == [
        "content/stock/glosary.yaml OC122",  # codespell:ignore
        "content/stock/images/map.svg OC122",
        "content/stock/text/03-fire.md OC122",
    ]


def test_a_folder_without_settings_is_no_book(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "empty"
    folder.mkdir(parents=True)

    with pytest.raises(Faulty) as caught:
        load(folder)

    assert [str(each.origin) for each in caught.value.diagnostics] == ["content/empty/book.yaml"]


FILES = sorted(path.relative_to(STOCK).as_posix() for path in STOCK.rglob("*.*"))


def spoilt(content: bytes, position: int, removed: int, added: bytes) -> bytes:
    start = position % (len(content) + 1)
    return content[:start] + added + content[start + removed :]


def places_of_faults(folder: Path) -> set[str]:
    try:
        _, told = load(folder)
    except Faulty as faulty:
        told = faulty.diagnostics
    return {each.origin.path for each in told}


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(FILES),
    position=st.integers(0, 5000),
    removed=st.integers(0, 30),
    added=st.binary(max_size=6)
    | st.sampled_from([b"::: ", b"- ", b": ", b"[@", b"{#", b"\n\n", b"|", b">", b"`", b"<b>"]),
)
def test_a_spoilt_file_gives_a_publication_or_diagnostics_and_nothing_else(
    book: Path, name: str, position: int, removed: int, added: bytes
) -> None:
    content = (STOCK / name).read_bytes()
    (book / name).write_bytes(spoilt(content, position, removed, added))

    told = places_of_faults(book)
    (book / name).write_bytes(content)

    assert all(path.startswith("content/stock/") for path in told)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(FILES), content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_random_bytes_give_a_publication_or_diagnostics_and_nothing_else(book: Path, name: str, content: bytes) -> None:
    (book / name).write_bytes(content)

    told = places_of_faults(book)
    (book / name).write_bytes((STOCK / name).read_bytes())

    assert all(path.startswith("content/stock/") for path in told)


def test_the_spelling_list_of_a_book_is_read(book: Path) -> None:
    (book / "words.txt").write_text("# places\nSmolny  Sochi # two towns\n\ntroika\nSochi\n")

    publication, told = load(book)

    assert told == ()
    assert publication.words == ("Smolny", "Sochi", "troika")


def test_a_spelling_list_that_is_not_text_is_told(book: Path) -> None:
    (book / "words.txt").write_bytes(b"ok\n\xff\n")

    assert faults(book) == ["words.txt:2:1 OC107"]
