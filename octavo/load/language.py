"""Languages: the files of words in templates/languages/."""

from pathlib import Path

from octavo.load.files import place_of, read_file
from octavo.model.book import Record
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.language import Language
from octavo.model.origin import Origin

REFERENCE = "en-GB"
"""The language whose file is sure to have every word that Octavo prints."""


OPTIONAL = "ordinal-"
"""Words that begin so need not be there: without a word for *fourth*, an edition is told by its number."""


def load_language(languages: Path, code: str, *, root: Path, asked: Origin, recall: Recall = always_made) -> Language:
    """Return the language ``code`` (such as ``en-GB``) from its file in the folder ``languages``.

    ``asked`` is the place that names it. Raises ``Faulty`` with OC106 where there is no such file, with the faults of
    the file, or with OC125 for every word that the file lacks.
    """
    name = f"{code}.yaml"
    place = place_of(languages / name, root)
    content = read_file(languages.parent, f"{languages.name}/{name}", within=languages, asked=asked)

    def make() -> tuple[Record[Language], tuple[Diagnostic, ...]]:
        from octavo.load.data_file import record_in

        return record_in(content, place, Language)

    record, _ = recall(("language", place.path, content), make)
    if record.value.code != code:
        problem = f"the name of the file says '{code}'"
        raise Faulty([fault("OC103", record.at("code"), value=f"'{record.value.code}'", problem=problem)])
    if code != REFERENCE and (languages / f"{REFERENCE}.yaml").is_file():
        known = load_language(languages, REFERENCE, root=root, asked=asked, recall=recall).words
        missing = [word for word in known if word not in record.value.words and not word.startswith(OPTIONAL)]
        if missing:
            raise Faulty(fault("OC125", record.at("words"), language=code, word=word) for word in missing)
    return record.value
