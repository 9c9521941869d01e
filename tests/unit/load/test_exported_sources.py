"""Files of reference managers, RIS and CSL-JSON, become the items of sources.yaml; what is lost of them is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.csl_json import works_of
from octavo.load.data_file import records_in
from octavo.load.ris import read_ris
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import MappingNode, SequenceNode, plain
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin

PAPER = """\ufeffTY  - JOUR
ID  - hope:1921
AU  - Hope, Mary
A1  - Parish Council
PY  - 1921
DA  - 1921/05/17/
T1  - A Theory of <i>Rope</i>
  in Two Parts
T2  - Wells
SP  - 12
EP  - 34
KW  - rope
KW  - wells
SN  - 1234-5678
N1  - mine alone
L1  - file://x.pdf
UR  -
ER  -
"""


def told(text: str) -> list[str]:
    _, warnings = read_ris(text, "s.ris")
    return [str(each).removeprefix("s.ris:").partition(" · ")[0] for each in warnings]


def test_a_work_of_ris_becomes_an_item_with_the_places_of_its_lines() -> None:
    ((record,), warnings) = records_in("sources.ris", PAPER.encode(), Origin("s.ris"), "en")

    assert record.value.csl == {
        "id": "hope:1921",
        "type": "article-journal",
        "author": [{"family": "Hope", "given": "Mary"}, {"literal": "Parish Council"}],
        "issued": {"date-parts": [[1921, 5, 17]]},
        "title": "A Theory of <i>Rope</i> in Two Parts",
        "container-title": "Wells",
        "page": "12-34",
        "keyword": "rope, wells",
        "ISSN": "1234-5678",
    }
    assert (str(record.at("id")), str(record.at("title"))) == ("s.ris:2:7", "s.ris:7:7")
    assert record.value.may_be_unused
    assert warnings == ()


@pytest.mark.parametrize(
    ("lines", "variable", "value"),
    [
        ("TY  - BOOK\nT2  - Series\n", "collection-title", "Series"),
        ("TY  - BOOK\nSP  - 300\nSN  - 978\n", "ISBN", "978"),
        ("TY  - THES\nM3  - PhD thesis\n", "genre", "PhD thesis"),
        ("TY  - BOOK\nPY  - c. 1868\n", "issued", {"date-parts": [[1868]], "circa": True}),
        ("TY  - BOOK\nPY  - 1921///spring\n", "issued", {"date-parts": [[1921]], "season": 1}),
        ("TY  - BOOK\nPY  - in press\n", "issued", {"literal": "in press"}),
        ("TY  - BOOK\nAU  - Müller, J., Jr\nPY  - 1999/13/01\n", "id", "muller1999"),
        ("TY  - BOOK\nTI  - The Well\n", "id", "thewell"),
    ],
)
def test_lines_of_ris_become_variables(lines: str, variable: str, value: object) -> None:
    ((item,), _) = read_ris(lines, "s.ris")
    held = plain(item)

    assert isinstance(held, dict)
    assert held[variable] == value


def test_works_without_an_id_are_told_apart() -> None:
    work = "TY  - BOOK\nAU  - Hope, Mary\nPY  - 1921\nER  - \n"
    items, _ = read_ris(work * 3, "s.ris")

    assert [plain(item)["id"] for item in items] == ["hope1921", "hope1921b", "hope1921c"]  # type: ignore[index, call-overload]  # JSON


def test_what_ris_says_and_csl_cannot_is_told_once() -> None:
    text = "x\nTY  - ODD\nOP  - 1900\nPY  - 18xx\nDO  - 1\nDO  - 2\nER  -\nTY  - BOOK\nOP  - 1901\nDA  - 1921///Lent\n"

    assert told(text) == [
        "1:1: warning OC138: what stands outside of a work is not read",
        "2:7: warning OC138: the type 'ODD' is not read",
        "3:7: warning OC138: the tag 'OP' is not read, here and in 1 other place",
        "4:7: warning OC138: the date '18xx' is not read",
        "6:7: warning OC138: a second 'DO' is not read",
        "10:7: warning OC138: 'lent' beside a date is not read",
    ]


@pytest.mark.parametrize(
    ("lines", "variable", "value"),
    [
        ("PY  - 2001///", "issued", {"date-parts": [[2001]]}),
        ("Y1  - 1999/05//", "issued", {"date-parts": [[1999, 5]]}),
        ("PY  - 1914-1918", "issued", {"date-parts": [[1914], [1918]]}),
        ("PY  - 1999\nDA  - in the spring of 1999", "issued", {"date-parts": [[1999]]}),
        ("PY  - 05/1999", "issued", {"literal": "05/1999"}),
        ("EP  - 34\nSP  - 12", "page", "12-34"),
        ("SP  - e7\nEP  - e7", "page", "e7"),
        ("SP  - 12\nEP  - 12-34", "page", "12-34"),
        (
            "AU  - Hope, M.; Éluard, Zoë",
            "author",
            [{"family": "Hope", "given": "M."}, {"family": "Éluard", "given": "Zoë"}],
        ),
        ("TI  -Wells-by-the-sea", "title", "Wells-by-the-sea"),
        ("ti  - Wells", "title", "Wells"),
        ("DO  - https://doi.org/10.1000/182", "DOI", "10.1000/182"),
    ],
)
def test_ris_as_programs_and_hands_write_it(lines: str, variable: str, value: object) -> None:
    """The second work begins where the end of the first is not marked."""
    text = f"\ufeffTY  - JOUR\n{lines}\nTY  - BOOK\nTI  - Two\nER  - \n".replace("\n", "\r\n")
    (first, second), _ = read_ris(text, "s.ris")

    assert isinstance(first, MappingNode)
    assert plain(first.entries[variable]) == value
    assert plain(second) == {"id": "two", "type": "book", "title": "Two"}


def test_what_is_out_of_range_in_a_date_is_told() -> None:
    assert told("TY  - BOOK\nPY  - 1999/13/01\n") == ["2:7: warning OC138: '13' in the date '1999/13/01' is not read"]


def test_a_file_without_a_work_is_no_ris() -> None:
    assert read_ris("\n", "s.ris") == ((), ())
    with pytest.raises(Faulty, match=r"s.ris:1:1: error OC101"):
        read_ris("@book{a}", "s.ris")


@given(
    st.lists(st.sampled_from(["TY  - BOOK", "TY  -", "AU  - a, b", "AU  - ,", "PY  - 1", "PY  - -", "ER  -", "x", ""]))
)
def test_any_lines_are_works_or_diagnostics(lines: list[str]) -> None:
    try:
        records, _ = records_in("sources.ris", "\n".join(lines).encode(), Origin("s.ris"), "en")
    except Faulty:
        return

    assert len({record.value.id for record in records}) == len(records)


def exported(**fields: object) -> tuple[object, list[str]]:
    text = json.dumps([{"id": "a", "type": "book", **fields}])
    root = read_yaml(text, "s.json")
    assert isinstance(root, SequenceNode)
    ((item,), warnings) = works_of(root.items)
    made = plain(item)
    assert isinstance(made, dict)
    return {key: value for key, value in made.items() if key not in {"id", "type"}}, [each.message for each in warnings]


@pytest.mark.parametrize(
    ("fields", "made", "lost"),
    [
        ({"title": 1984, "volume": 3, "URL": "", "note": None}, {"title": "1984", "volume": 3}, []),
        ({"system_id": "x", "titel": "y"}, {}, ["the key 'titel' is not read"]),
        (
            {"author": ["Hope, Mary", {"given": "Plato"}, {"family": "Lee", "multi": {}}]},
            {"author": [{"family": "Hope", "given": "Mary"}, {"literal": "Plato"}, {"family": "Lee"}]},
            ["the key 'multi' of a name is not read"],
        ),
        ({"issued": {"date-parts": [["1921", 0, 0]]}}, {"issued": {"date-parts": [["1921"]]}}, []),
        ({"issued": {"date-parts": [[None]]}}, {}, ["a date without a year is not read"]),
        ({"issued": "2010-05"}, {"issued": {"date-parts": [[2010, 5]]}}, []),
        ({"issued": "2010-13"}, {"issued": {"literal": "2010-13"}}, ["the date '2010-13' is not read"]),
        ({"issued": "in press"}, {"issued": {"literal": "in press"}}, []),
        (
            {"issued": {"raw": "1921", "edtf": "1921"}},
            {"issued": {"raw": "1921"}},
            ["the key 'edtf' of a date is not read"],
        ),
        ({"issued": {"date-parts": []}}, {}, []),
        ({"type": None}, {}, []),
    ],
)
def test_an_exported_item_is_tidied(fields: dict[str, object], made: object, lost: list[str]) -> None:
    assert exported(**fields) == (made, lost)


def test_an_unknown_type_is_a_document() -> None:
    content = b'[{"id": 7, "type": "journal-article", "title": "t"}]'
    ((record,), warnings) = records_in("sources.json", content, Origin("s.json"), "en")

    assert record.value.csl == {"id": "7", "type": "document", "title": "t"}
    assert [str(each) for each in warnings] == [
        "s.json:1:21: warning OC138: the type 'journal-article' is not read · did you mean 'article'?"
    ]
