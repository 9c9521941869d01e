"""Hold a book against its releases, as far as its files alone tell."""

from collections.abc import Iterator, Sequence

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.editions import Release
from octavo.model.records import BookSettings


def changed_since(
    releases: Sequence[Record[Release]], settings: Record[BookSettings] | None, digest: str
) -> Iterator[Diagnostic]:
    """Yield OC421 where the content is no longer that which was released under the version of the settings.

    Yield OC427 for a record that does not stand in the folder of its version.
    """
    for record in releases:
        release, folder = record.value, record.origin.path.split("/")[-2]
        if release.version != folder:
            yield fault("OC427", record.at("version"), version=release.version, folder=folder)
        if settings and release.version == settings.value.version and release.digest != digest:
            place = settings.at("version")
            yield fault("OC421", place, related=[record.origin], version=release.version, date=release.date)
