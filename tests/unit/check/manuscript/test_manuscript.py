"""A manuscript is read as a whole: every run of text once, with its place, its surroundings and its evidence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.check.manuscript.evidence import asks_for_citations, examine_citations, examine_documents
from octavo.check.manuscript.known_facts import known_facts
from octavo.check.manuscript.passages import passages
from octavo.check.manuscript.proofreading import ManuscriptFindings, join_findings, read_records, read_text
from octavo.check.manuscript.spelling_dictionary import look_up
from octavo.model.book import Publication
from octavo.model.prose import Paragraph
from octavo.model.query import every_block
from octavo.pipeline.cache import memo_for
from octavo.pipeline.proofreading import proofread
from octavo.pipeline.result import NO_STORE
from tests.unit.check.manuscript.manuscripts import manuscript, told
from tests.unit.memory import watched

EVERYTHING = """::: sidebar person=wren
A life.
:::

::: extract document=log-1906
A gloss.
:::

::: disagree title="A title"
- An item
:::

> Quoted.

Term
: Meaning

::: table caption="A caption" note="A note"
| head | head |
|------|------|
| cell | [](#tower) |
:::

---

```
code
```

::: figure figure=lamp
:::

Text.[^1] *A work* and [a work]{.title} and `code`\\
next.

[^1]: A footnote.
"""


def test_every_run_of_text_is_met_once_with_what_is_around_it(tmp_path: Path) -> None:
    found = [passage for passage in passages(manuscript(tmp_path, text=EVERYTHING)) if passage.section == "foreword"]

    assert [(passage.text.value, passage.role, passage.around, passage.subject) for passage in found] == [
        ("Foreword", "heading", (), ""),
        ("A life.", "prose", ("sidebar",), "wren"),
        ("A gloss.", "prose", ("extract",), ""),
        ("A title", "heading", (), ""),
        ("An item", "prose", ("disagree", "list"), ""),
        ("Quoted.", "prose", ("quotation",), ""),
        ("Term", "heading", (), ""),
        ("Meaning", "prose", ("definitions",), ""),
        ("A caption", "caption", (), ""),
        ("head", "cell", (), ""),
        ("head", "cell", (), ""),
        ("cell", "cell", (), ""),
        ("", "cell", (), ""),
        ("A note", "caption", (), ""),
        ("Text. A work and a work and \ufffc next.", "prose", (), ""),
        ("A footnote.", "prose", ("footnote",), ""),
    ]
    assert found[14].text.quoted_spans() == ((6, 12), (17, 23))


def test_a_text_in_another_language_is_left_out(tmp_path: Path) -> None:
    publication = manuscript(tmp_path, **{"text/02-storm": "# Буря {lang=uk}\n\nНіч.\n"})

    assert {passage.section for passage in passages(publication)} == {"foreword", "tower", ""}


def test_blocks_are_found_at_any_depth(tmp_path: Path) -> None:
    (text, *_) = manuscript(tmp_path, text=EVERYTHING).texts.values()
    paragraphs = [block for block in every_block(text.blocks) if isinstance(block, Paragraph)]

    assert len(paragraphs) == 6


PLACES = """archive: Harbour archive, box 4
  published: Marsh 1901, p. 40
  translation: none needed
  rights: Public domain.
  sources: [marsh1901]"""


@pytest.mark.parametrize(
    ("documents", "is_found"),
    [
        ("sources: [marsh1901] => sources: []", True),
        (f"{PLACES} => print: true", False),
        (f"{PLACES} => print: false", True),
    ],
)
def test_a_source_says_where_it_comes_from(documents: str, is_found: bool, tmp_path: Path) -> None:  # noqa: FBT001
    publication = manuscript(tmp_path, documents=documents)

    assert [found.code for found in examine_documents(publication.documents)] == ([] if is_found else ["OC822"])


STORM = "text/02-storm.md"
BODY = "language: en-GB => language: en-GB\ncite-every-paragraph: {wanted}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It stood.", ["3:1 this paragraph"]),
        ("*It* stood.", ["3:2 this paragraph"]),
        ("It stood [@holm1950].", []),
        ("As @holm1950 says, it stood.", []),
        ("It stood.[^1]\n\n[^1]: So @holm1950 says.", []),
        ("It stood.[^1]\n\n[^1]: On a rock.", ["3:1 this paragraph"]),
        ("It stood on:", []),
        ("{.uncited}\nIt stood.", []),
        ("## A heading\n\n- an item\n\n> quoted", []),
        ("::: opening\nWhat?\n:::\n\n::: note\nA note.\n:::", []),
        ("::: sidebar person=wren\nA life.\n:::", []),
        ("::: sidebar title=Boats\nSix oars.\n:::", ["3:1 this sidebar"]),
        ("::: sidebar title=Boats\nSix oars.\n\n- Two boats [@holm1950].\n:::", []),
        ("::: disagree\nNo.\n:::", ["3:1 this box"]),
        ("::: disagree\nNo, says @holm1950.\n:::", []),
    ],
)
def test_the_running_text_cites_where_the_book_asks_for_it(text: str, expected: list[str], tmp_path: Path) -> None:
    files = {"text/02-storm": f"# The storm\n\n{text}\n"}
    wanted = manuscript(tmp_path / "one", book=BODY.format(wanted="true"), **files)
    found = told(examine_citations(wanted.texts[STORM], known_facts(wanted)))

    assert [line.partition("storm.md:")[2].removesuffix(" cites nothing") for line in found] == expected
    assert asks_for_citations(wanted) == {"text/01-tower.md", STORM}
    assert not asks_for_citations(manuscript(tmp_path / "other", book=BODY.format(wanted="false"), **files))


def examine(publication: Publication, look_up: Callable[[bytes], bytes]) -> ManuscriptFindings:
    known, citing = known_facts(publication), asks_for_citations(publication)
    texts = [read_text(text, known, must_cite=name in citing) for name, text in publication.texts.items()]
    return join_findings(publication, texts=texts, records=read_records(publication), look_up=look_up)


def test_a_book_is_proofread_with_one_look_into_the_word_list(tmp_path: Path) -> None:
    asked: list[bytes] = []

    def counted(request: bytes) -> bytes:
        asked.append(request)
        return look_up(request)

    proof = examine(manuscript(tmp_path, text="A lampp."), counted)

    assert [found.code for found in proof.diagnostics] == ["OC813"]
    assert (len(asked), proof.spelling.is_run, proof.not_run) == (1, True, {})


def test_what_cannot_be_read_in_a_language_is_said(tmp_path: Path) -> None:
    proof = examine(manuscript(tmp_path, book="language: en-GB => language: uk"), look_up)

    assert proof.diagnostics == ()
    assert proof.not_run == {
        "spelling": "there is no word list for uk",
    }


def test_a_language_without_prose_reads_no_facts_and_says_so(tmp_path: Path) -> None:
    text = "Ada Wren was born in 1700. See [the log of 1900](#log-1906)."
    publication = manuscript(tmp_path, text=text)
    bare = replace(publication, language=replace(publication.language, prose=None))

    assert [found.code for found in examine(publication, look_up).diagnostics] == ["OC801", "OC805"]
    findings = examine(bare, look_up)
    assert findings.diagnostics == ()
    assert findings.not_run == {"facts in prose": "the language file of en-GB has no section 'prose'"}


def test_a_text_is_read_once_as_long_as_it_and_the_known_facts_are_the_same(tmp_path: Path) -> None:
    memo = watched(tmp_path / "store")

    def proof(folder: str, **files: str) -> tuple[ManuscriptFindings, list[str]]:
        memo.made.clear()
        publication = manuscript(tmp_path / folder, **files)
        remembered = proofread(publication, memo)
        assert remembered == proofread(publication, memo_for(NO_STORE))
        return remembered, [
            call.args[0].path.removeprefix("content/stock/") for call in memo.made if call.func is read_text
        ]

    faulty = "A lampp. Ada Wren was born in 1700."
    assert proof("one", text=faulty)[1] == ["text/foreword.md", "text/01-tower.md", STORM]
    told, again = proof("two", text=faulty)
    assert ([each.code for each in told.diagnostics], again) == (["OC813", "OC801"], [])
    assert proof("three", text=f"{faulty} Another lampp.")[1] == ["text/foreword.md"]
    assert proof("four", text=faulty, people="role: keeper => role: keeperr")[1] == []
    assert len(proof("five", text=faulty, people="1931-02-03 => 1931-02-04")[1]) == 3
