"""Languages: the files of words in templates/languages/."""

from pathlib import Path

from octavo.load.files import decode, place_of, read_file
from octavo.load.records import read_record
from octavo.load.yaml import read_yaml
from octavo.model.diagnostics import Faulty, fault
from octavo.model.language import Language
from octavo.model.origin import Origin


def load_language(languages: Path, code: str, *, root: Path, asked: Origin) -> Language:
    """Return the language ``code`` (such as ``en-GB``) from its file in the folder ``languages``.

    ``asked`` is the place that names it. Raises ``Faulty`` with OC106 where there is no such file, or with the faults
    of the file.
    """
    name = f"{code}.yaml"
    place = place_of(languages / name, root)
    content = read_file(languages.parent, f"{languages.name}/{name}", within=languages, asked=asked)
    node = read_yaml(decode(content, place), place.path)
    record, _ = read_record(node, Language)
    if record.value.code != code:
        problem = f"the name of the file says '{code}'"
        raise Faulty([fault("OC103", record.at("code"), value=f"'{record.value.code}'", problem=problem)])
    return record.value
