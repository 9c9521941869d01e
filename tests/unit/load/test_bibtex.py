"""BibTeX files are read into the same items as sources.yaml, with their places."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.bibtex_items import read_bibtex
from octavo.load.latex import from_latex
from octavo.load.sources import read_source
from octavo.load.yaml_nodes import Sequence, plain
from octavo.model.diagnostics import Faulty

LIBRARY = r"""
Whatever stands between entries is passed over.
@comment{so is this}
@string{oup = "Oxford " # {University Press}}
@Book{conquest1990,
  author    = {Conquest, Robert},
  title     = "The {Great} Terror",
  subtitle  = {A Reassessment},
  publisher = oup,
  year      = 1990,
  month     = jul,
  pages     = {12--34},
  file      = {/home/me/conquest.pdf},
}
@article(kuromiya2005, author={Kuromiya, Hiroaki}, journal={Slavic Review}, number=3, date={2005-09/2006})
"""


def items(text: str) -> list[object]:
    value = plain(read_bibtex(text, "sources.bib"))
    assert isinstance(value, list)
    return list(value)


def names(written: str) -> object:
    (item,) = items(f"@book{{a, author = {{{written}}}}}")
    assert isinstance(item, dict)
    return item["author"]


def test_entries_become_items() -> None:
    assert items(LIBRARY) == [
        {
            "id": "conquest1990",
            "type": "book",
            "author": [{"family": "Conquest", "given": "Robert"}],
            "title": "The Great Terror: A Reassessment",
            "publisher": "Oxford University Press",
            "issued": {"date-parts": [[1990, 7]]},
            "page": "12-34",
        },
        {
            "id": "kuromiya2005",
            "type": "article-journal",
            "author": [{"family": "Kuromiya", "given": "Hiroaki"}],
            "container-title": "Slavic Review",
            "issue": "3",
            "issued": {"date-parts": [[2005, 9], [2006]]},
        },
    ]


def test_items_know_the_places_of_their_fields() -> None:
    root = read_bibtex(LIBRARY, "sources.bib")
    assert isinstance(root, Sequence)

    record, told = read_source(root.items[0])

    assert told == ()
    assert str(record.origin) == "sources.bib:5:1"
    assert str(record.at("id")) == "sources.bib:5:7"
    assert str(record.at("publisher")) == "sources.bib:9:15"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Robert Conquest", [{"family": "Conquest", "given": "Robert"}]),
        ("Ludwig van Beethoven", [{"non-dropping-particle": "van", "family": "Beethoven", "given": "Ludwig"}]),
        ("von der Mühlen, Patrik", [{"non-dropping-particle": "von der", "family": "Mühlen", "given": "Patrik"}]),
        ("King, Jr., Martin", [{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        ("{Harbour and Sons}", [{"literal": "Harbour and Sons"}]),
        ("Plato", [{"family": "Plato"}]),
        ("A One and Two, B", [{"family": "One", "given": "A"}, {"family": "Two", "given": "B"}]),
        (r"Karel {\v{C}}apek", [{"family": "Čapek", "given": "Karel"}]),
        ("A One and others", [{"family": "One", "given": "A"}, {"literal": "others"}]),
    ],
)
def test_names_are_divided_as_bibtex_does(written: str, meant: object) -> None:
    assert names(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"M{\"u}hlen", "Mühlen"),
        (r"M\"uhlen", "Mühlen"),
        (r"{\'E}tude", "Étude"),
        (r"na\"{\i}ve", "naïve"),
        (r"\c{c}a va", "ça va"),
        (r"Stra\ss e", "Straße"),
        (r"\L{}\'od\'z", "Łódź"),
        (r"Smith \& Sons, 100\%", "Smith & Sons, 100%"),
        (
            "1934--38 --- ``so''",
            "1934\N{EN DASH}38 \N{EM DASH} \N{LEFT DOUBLE QUOTATION MARK}so\N{RIGHT DOUBLE QUOTATION MARK}",
        ),
        ("no~break  and\n  lines", "no\N{NO-BREAK SPACE}break and lines"),
    ],
)
def test_latex_becomes_characters(written: str, meant: str) -> None:
    assert from_latex(written) == meant


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@book{", "1:7: error OC101: this cannot be read: 'a key' should stand here"),
        ("@book{a\n, title", "2:8: error OC101: this cannot be read: '=' should stand here"),
        ("@book{a, title = }", "1:18: error OC101: this cannot be read: a value should stand here"),
        ("@book{a, title = {x", "1:18: error OC101: this cannot be read: this value is not closed"),
        ('@book{a, title = "x}"}', "1:18: error OC101: this cannot be read: this value is not closed"),
        ("@book{a, title = {x}", "1:21: error OC101: this cannot be read: a field or '}' should stand here"),
        ("@book{a, title = oup}", "1:18: error OC101: this cannot be read: there is no @string 'oup'"),
        (r"@book{a, title = {\foo}}", r"1:18: error OC101: this cannot be read: the LaTeX command '\foo' is not read"),
        ("@boke{a, title={x}}", "1:1: error OC103: '@boke' does not fit here: no type of CSL is like it"),
        ("@book{a, title={x}, Title={y}}", "1:21: error OC108: the key 'Title' stands here twice"),
        ("@book{a, year={soon}}", "1:15: error OC105: 'soon' is not a date"),
    ],
)
def test_what_is_not_read_is_told_at_its_place(text: str, told: str) -> None:
    with pytest.raises(Faulty) as caught:
        read_bibtex(text, "sources.bib")

    assert str(caught.value.diagnostics[0]).startswith(f"sources.bib:{told}")


@given(
    st.lists(
        st.sampled_from([*"@{}(),=#\"\\ \n-a'~", "@book{a,", "author=", "year=", "1990", "\\'e", " and "]), max_size=40
    )
)
def test_any_text_gives_items_or_diagnostics(pieces: list[str]) -> None:
    with suppress(Faulty):
        assert isinstance(read_bibtex("".join(pieces), "sources.bib"), Sequence)
