"""Languages: the files of words in templates/languages/."""

from octavo.load.files import Folder
from octavo.model.diagnostics import Faulty, fault
from octavo.model.language import Language

REFERENCE = "en-GB"
"""The language whose file is sure to have every word that Octavo prints."""


OPTIONAL = ("ordinal-", "date-century-", "date-decade-")
"""Words that begin so need not be there: without a word for *fourth*, an edition is told by its number."""


def language_in(code: str, folder: Folder, installed: Folder | None = None) -> Language:
    """Return the language ``code`` (such as ``en-GB``), whose file is in ``folder``, with what it takes from its base.

    It has every word that the reference has in the folder ``installed``, if one is given: a project may have a file of
    its own for that language too.

    Raises ``Faulty`` with the faults of its file and of its base, OC103 where it is that of another language or its
    base has a base itself, OC126 for every phrase that cannot be read, and OC125 for every word that it lacks.
    """
    from octavo.load.data_file import based_record
    from octavo.model.prose_patterns import faults_of

    record = based_record(folder, f"{code}.yaml", Language)
    language = record.value
    if language.code != code:
        problem = f"the name of the file says '{code}'"
        raise Faulty([fault("OC103", record.at("code"), value=f"'{language.code}'", problem=problem)])
    faults = [
        fault("OC126", record.at("prose", *path), problem=problem)
        for path, problem in (faults_of(language.prose) if language.prose else ())
    ]
    known_in = installed or folder
    if (code != REFERENCE or installed) and f"{REFERENCE}.yaml" in known_in.files:
        known = language_in(REFERENCE, known_in).words
        missing = [word for word in known if word not in language.words and not word.startswith(OPTIONAL)]
        faults += [fault("OC125", record.at("words"), language=code, word=word) for word in missing]
    if faults:
        raise Faulty(faults)
    return language
