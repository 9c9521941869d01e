"""Languages: the files of words in templates/languages/."""

from octavo.load.files import Folder
from octavo.model.diagnostics import Faulty, fault
from octavo.model.language import Language

REFERENCE = "en-GB"
"""The language whose file is sure to have every word that Octavo prints."""


OPTIONAL = "ordinal-"
"""Words that begin so need not be there: without a word for *fourth*, an edition is told by its number."""


def language_in(code: str, folder: Folder) -> Language:
    """Return the language ``code`` (such as ``en-GB``), whose file is in ``folder``.

    Raises ``Faulty`` with the faults of the file, OC103 where it is that of another language, and OC125 for every word
    that the language lacks.
    """
    from octavo.load.data_file import record_in

    name = f"{code}.yaml"
    record, _ = record_in(folder.files[name], folder.place(name), Language)
    language = record.value
    if language.code != code:
        problem = f"the name of the file says '{code}'"
        raise Faulty([fault("OC103", record.at("code"), value=f"'{language.code}'", problem=problem)])
    if code != REFERENCE and f"{REFERENCE}.yaml" in folder.files:
        known = language_in(REFERENCE, folder).words
        missing = [word for word in known if word not in language.words and not word.startswith(OPTIONAL)]
        if missing:
            raise Faulty(fault("OC125", record.at("words"), language=code, word=word) for word in missing)
    return language
