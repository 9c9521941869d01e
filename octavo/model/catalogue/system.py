"""9xx: what the machine, or Octavo itself, can have wrong."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC905": Wording(
        "error",
        "the worker that lays out '{unit}' died twice",
        "build it alone with '--engine inline' to see why; most often memory has run out",
        "A process that laid out this unit was killed, and so was the one that tried again.",
    ),
    "OC906": Wording(
        "error",
        "the cluster '{address}' cannot be used: {problem}",
        "start its scheduler and workers, or build with '--engine processes'",
        "Tasks were to run on a Dask cluster, which did not answer or does not have the library 'distributed'.",
    ),
    "OC901": Wording(
        "error",
        "there is no book '{book}'",
        "name a folder in content/ that has a book.yaml",
        "Books are the folders of content/ that hold a book.yaml.",
    ),
    "OC902": Wording(
        "error",
        "'{file}' cannot be written: {problem}",
        "close the program that uses it, or free some space",
        "The output could not be put in place. The earlier output is untouched.",
    ),
    "OC903": Wording(
        "error",
        "this should not have happened: {problem}",
        "report it with the file named here",
        "A fault of Octavo itself. The earlier output is untouched.",
    ),
    "OC904": Wording(
        "error",
        "a library of the system is missing: {library}",
        "{remedy}",
        "The layout engine needs Pango, HarfBuzz (with its subsetter) and fontconfig.",
    ),
}
