"""The addresses of links that lead out of the book, as paper has them: notes, or brackets, and nothing twice."""

import pytest

from octavo.load.markdown.text import parse_text
from octavo.model.book import Section
from octavo.model.inlines import Link, NoteCall
from octavo.model.link_addresses import LinkAddresses, printed_address
from octavo.model.query import plain, runs, section_inlines
from octavo.resolve.link_addresses import with_addresses

WRITTEN = """# Title

See [the tables](https://www.example.org/tides/), [here](https://www.example.org/tides/)[^1]
and *[there](mailto:a@b.org)*.
Also <https://example.org/rules> as it is.

| [One](http://example.org/1) |
|---|
| two |

[^1]: In [a note](https://example.org/note).
"""


def section(how: LinkAddresses) -> Section:
    """Return the text as a section with its addresses."""
    text, _ = parse_text(WRITTEN, path="text/tides.md", identifier="tides")
    own = Section(
        id="tides",
        kind="chapter",
        matter="body",
        title=text.title,
        blocks=text.blocks,
        notes=text.notes,
        origin=text.origin,
    )
    return with_addresses(own, how)


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a/b/", "example.org/a/b"),
        ("https://example.org/?page=2", "example.org/?page=2"),
        ("https://example.org/a#b", "example.org/a#b"),
        ("https://example.org/%D0%BA%D0%BD%D0%B8%D0%B3%D0%B0", "example.org/книга"),
        ("https://example.org/a%20b%2F", "example.org/a%20b%2F"),
        ("https://example.org/%FF", "example.org/%FF"),
        ("mailto:keeper@example.org", "keeper@example.org"),
        ("https://xn--mller-kva.example/stra%C3%9Fe", "müller.example/straße"),
        ("https://www.xn--mller-kva.example/xn--a", "müller.example/xn--a"),
        ("https://xn--.example/", "xn--.example"),
    ],
)
def test_an_address_is_shortened_only_by_what_nobody_has_to_type(url: str, printed: str) -> None:
    assert printed_address(url) == printed


def test_an_address_of_running_text_is_one_note_behind_the_punctuation() -> None:
    found = section("note")
    notes = {note.label: plain(next(iter(runs(note.blocks)))) for note in found.notes}
    calls = [inline.label for inline in section_inlines(found) if isinstance(inline, NoteCall)]
    (first, again, typed, there) = calls

    assert (first, typed) == (again, "1")
    assert (notes[first], notes[there]) == ("example.org/tides", "a@b.org")
    assert set(notes) == {"1", first, there}
    words = next(iter(runs(found.blocks)))
    before = words[: [isinstance(each, NoteCall) for each in words].index(True)]
    assert plain(before) == "See the tables,"


def test_where_no_note_may_be_called_the_address_stands_in_brackets() -> None:
    found = section("note")

    assert "One (example.org/1)" in [plain(run) for run in runs(found.blocks)]
    assert "In a note (example.org/note)." in [plain(run) for note in found.notes for run in runs(note.blocks)]


def test_codes_are_drawn_in_notes_alone_and_nothing_is_told_twice() -> None:
    found = section("code")
    links = [inline for inline in section_inlines(found) if isinstance(inline, Link)]

    assert sorted(plain(link.children) for link in links if link.has_code) == ["a@b.org", "example.org/tides"]
    assert with_addresses(found, "code") == found
    assert section("none").notes[0].label == "1"
