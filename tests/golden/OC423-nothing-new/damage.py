"""Let the content be what was released."""

from octavo.load.files import Folder


def damage() -> None:
    """Give every folder of content the digest that the record of the release has."""
    Folder.digest = property(lambda _folder: "0")
