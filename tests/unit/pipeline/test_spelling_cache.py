"""A word is looked up once, and judged the same ever after."""

import json
from pathlib import Path

import pytest

from octavo.check.manuscript import spelling_dictionary
from octavo.jobs.store import Store
from octavo.pipeline.spelling_cache import look_up


def request(*words: str, language: str = "en-GB") -> bytes:
    return json.dumps({"language": language, "words": words}).encode()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Tell which words are really looked up."""
    asked: list[list[str]] = []
    real = spelling_dictionary.look_up

    def counted(request: bytes) -> bytes:
        asked.append(json.loads(request)["words"])
        return real(request)

    monkeypatch.setattr(spelling_dictionary, "look_up", counted)
    return asked


ASKS = (("lamp", "lampp", "zürich"), ("boat", "lampp", "lamp"), ("lamp",), (), ("boatt", "boat"))


def test_answers_are_those_of_the_word_list(tmp_path: Path, opened: list[list[str]]) -> None:
    for words in ASKS:
        plain = spelling_dictionary.look_up(request(*words))
        opened.pop()
        assert look_up(request(*words), Store(tmp_path)) == plain
    assert opened == [["lamp", "lampp", "zürich"], ["boat"], [], ["boatt"]]


def test_without_a_store_nothing_is_remembered(opened: list[list[str]]) -> None:
    for _ in range(2):
        assert json.loads(look_up(request("lampp"), Store(None))) == ["lampp"]
    assert len(opened) == 2


def test_a_language_without_a_word_list_stays_so(tmp_path: Path) -> None:
    for words in (("lamp",), ()):
        assert look_up(request(*words, language="uk"), Store(tmp_path)) == b"null"


@pytest.mark.parametrize("payload", [b"", b"[]", b"no json", b'{"lampp": "yes"}'])
def test_what_is_no_memory_is_forgotten(payload: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path)
    look_up(request("lampp"), store)
    (entry,) = tmp_path.glob("??/*")
    store.put(entry.parent.name + entry.name, payload)
    assert json.loads(look_up(request("lampp", "lamp"), store)) == ["lampp"]
