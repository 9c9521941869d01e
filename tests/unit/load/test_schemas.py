"""The schemas that editors use say what the loader does."""

import json
from pathlib import Path

import pytest

from octavo.load.schemas import schemas
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import plain

ROOT = Path(__file__).parents[3]
STOCK = ROOT / "tests" / "stock"
FILES = sorted(STOCK.rglob("*.yaml"))


def schema_of(file: Path) -> dict[str, object]:
    """Return the schema that a data file names in its first line."""
    named = file.read_text(encoding="utf-8").split("\n", maxsplit=1)[0].partition("$schema=")[2]
    schema: dict[str, object] = json.loads(schemas()[Path(named).name])
    return schema


def keys(value: object) -> set[str]:
    match value:
        case dict():
            return {str(key) for key in value} | {key for inside in value.values() for key in keys(inside)}
        case list():
            return {key for inside in value for key in keys(inside)}
        case _:
            return set()


def test_the_schemas_in_the_project_are_those_of_the_code() -> None:
    written = {path.name: path.read_bytes() for path in (ROOT / "schemas").iterdir()}

    assert written == dict(schemas()), "run .venv/bin/python scripts/make-schemas"


@pytest.mark.parametrize("name", schemas())
def test_a_schema_says_its_dialect_and_what_it_is_for_and_knows_all_keys(name: str) -> None:
    schema = json.loads(schemas()[name])

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    records = [each for each in (schema, *schema.get("$defs", {}).values()) if "properties" in each]
    assert records
    for record in records:
        assert record["additionalProperties"] is False
        assert record["description"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_keys_of_the_stock_book_stand_in_the_schemas_it_names(file: Path) -> None:
    known = keys(schema_of(file))
    free = {"mark", "encoding", "x", "y", "field"}

    assert keys(plain(read_yaml(file.read_text(encoding="utf-8"), file.name))) - free <= known


def test_keys_have_hyphens_and_texts_and_dates_are_explained() -> None:
    person = json.loads(schemas()["people.schema.json"])["$defs"]["Person"]["properties"]
    life = json.loads(schemas()["people.schema.json"])["$defs"]["LifeEvent"]["properties"]

    assert "original-language" in person
    assert "Text with marks" in person["fate"]["description"]
    assert "EDTF" in life["old-style"]["description"]
    assert person["id"]["pattern"].startswith("^")
