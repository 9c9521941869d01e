"""The archive is whole and all tools are as they were, and nothing comes out when the release is made once more."""

from types import SimpleNamespace


def damage() -> None:
    """Let the sources be unpacked and made to nothing."""
    from octavo.pipeline import rebuilding, releases

    releases._verified = lambda *_: iter(())  # noqa: SLF001 -- the archive of this case is empty
    rebuilding.tools_of = lambda _: {}
    rebuilding.unpack_sources = lambda *_: None
    rebuilding.working_state = lambda *_: SimpleNamespace(files=())
