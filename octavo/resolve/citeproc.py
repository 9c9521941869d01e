"""The citation processor: pandoc, run once a book, with nothing but what the request holds."""

import json

from octavo.pandoc import run_pandoc

STYLE, SOURCES = "style.csl", "sources.json"


def run_citeproc(request: bytes) -> bytes:
    """Return pandoc's document, as JSON, with the citations set and the bibliography made.

    ``request`` is JSON: ``style`` (the text of a CSL style), ``sources`` (CSL-JSON items) and ``document`` (a pandoc
    document). The answer depends on nothing else but pandoc's version, so it may be kept under the digest of the
    request. Raises :class:`octavo.pandoc.PandocRefused` where the style or the sources cannot be used.
    """
    asked = json.loads(request)
    return run_pandoc(
        ["--from=json", "--to=json", "--citeproc", f"--csl={STYLE}", f"--bibliography={SOURCES}"],
        json.dumps(asked["document"], ensure_ascii=False),
        files={STYLE: asked["style"], SOURCES: json.dumps(asked["sources"], ensure_ascii=False)},
    )
