"""The files a rendition brings along, served to the engine by name; nothing else can be read."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote, urljoin
from urllib.request import DataHandler, Request

from weasyprint.urls import URLFetcher, URLFetcherResponse

from octavo.model.output import Asset
from octavo.typeset.markup import ROOT


class AssetFetcher(URLFetcher):  # type: ignore[misc] # the engine has no types
    """A fetcher that knows the assets of one rendition and ``data:`` addresses, and neither the disk nor the net.

    ``fonts`` lists the names of the fonts that were asked for and served.
    """

    def __init__(self, assets: Iterable[Asset]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._assets = _addressed(assets)
        self._lent: Mapping[str, Asset] = {}
        self.fonts: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 -- the engine's interface
        """Return the asset at ``url``; raise ``LookupError``, which the engine reports, where there is none."""
        if url.startswith("data:"):
            return self._written_out(url)
        asset = self._assets.get(url) or self._lent.get(url)
        if asset is None:
            raise LookupError(f"the rendition has no file {url.removeprefix(ROOT)!r}")
        if asset.media_type.startswith("font/"):
            self.fonts.append(asset.name)
        return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})

    @contextmanager
    def lending(self, assets: Iterable[Asset]) -> Iterator[None]:
        """Serve ``assets`` as well, for as long as the block runs."""
        self._lent = _addressed(assets)
        try:
            yield
        finally:
            self._lent = {}

    def _written_out(self, url: str) -> URLFetcherResponse:
        """Return what an address of the scheme ``data:`` holds in itself (RFC 2397)."""
        with DataHandler().data_open(Request(url)) as held:  # noqa: S310 - it opens nothing
            return URLFetcherResponse(url, held.read(), {"Content-Type": held.headers["content-type"]})


def _addressed(assets: Iterable[Asset]) -> dict[str, Asset]:
    return {urljoin(ROOT, quote(asset.name)): asset for asset in assets}
