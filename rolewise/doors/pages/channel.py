"""Channel `site`: the demo jobs page, and the files of the chat widget. Takes no messages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sanic import Blueprint, Sanic, response
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse

from rolewise import in_use
from rolewise.core.answers import Writer
from rolewise.doors.connector import Connector
from rolewise.doors.pages import comparison as page
from rolewise.doors.pages import site
from rolewise.doors.pages.directory import directory
from rolewise.doors.pages.site import File, Found, Moved, Pages
from rolewise.settings import ROOT

METHODS = ["GET", "HEAD"]
WIDGET = ROOT / "widget"
SITE = Path(site.__file__).parent / "assets"
PAGE_CSS = Path(page.__file__).parent / "templates" / "page.css"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",  # an edited knowledge base shows at once; the tag saves sending what is the same
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
# Any jobs site may load the widget, so its files are for every origin.
FILE_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


class SiteInput(Connector):
    """Serves pages and files. `demo` False: the widget's files alone, as beside a jobs site with pages of its own."""

    def __init__(self, demo: bool):
        super().__init__()
        self.demo = demo

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return "site"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SiteInput:
        """Reads `demo`; without it there are no pages."""
        return cls(bool((credentials or {}).get("demo", False)))

    def url_prefix(self) -> str:
        """The root of the server, since Rasa resolves this against /webhooks/ ."""
        return "/"

    def routes(self) -> Blueprint:
        """The routes; messages go through the channel `web`."""
        routes = _AtRoot("site")
        _add_directory(routes)
        _add_files(routes, "/widget", site.static_files(WIDGET, {".js", ".css", ".map"}))
        if self.demo:
            assets = site.static_files(SITE, {".js", ".css", ".svg"})
            _add_files(routes, "/site", {**assets, PAGE_CSS.name: PAGE_CSS})
            _add_pages(routes)
        return routes


class _AtRoot(Blueprint):
    """Takes the place of Rasa's greeting at / , which names its version and would refuse a second route there."""

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Adds the routes to the app, as Sanic calls it."""
        greetings = [segments for segments, group in app.router.static_routes.items() if not group.path]
        for segments in greetings:
            del app.router.static_routes[segments]
        super().register(app, options)  # type: ignore[no-untyped-call]
        if missing := getattr(self.ctx, "missing", None):
            app.exception(NotFound)(missing)  # type: ignore[no-untyped-call]


def _add_files(routes: Blueprint, prefix: str, files: Mapping[str, Path]) -> None:
    async def send(request: Request, name: str) -> HTTPResponse:
        path = files.get(name)
        if path is None or not path.is_file():
            return response.empty(404)
        return _sent(request, site.read(path), FILE_HEADERS)

    routes.add_route(send, f"{prefix}/<name:path>", METHODS, name=f"files_{prefix[1:]}")


def _add_directory(routes: Blueprint) -> None:
    made: dict[Writer, File] = {}  # of the knowledge base in use

    async def send(request: Request) -> HTTPResponse:
        writer = in_use.live_knowledge().current().writer
        if writer not in made:
            made.clear()
            made[writer] = directory(writer)
        return _sent(request, made[writer], FILE_HEADERS)

    routes.add_route(send, "/widget/roles.json", METHODS)


def _add_pages(routes: Blueprint) -> None:
    pages = _PagesInUse()

    async def home(request: Request) -> HTTPResponse:
        return _page(request, pages().home(_country(request), _base(request)))

    async def role(request: Request, name: str) -> HTTPResponse:
        if name.endswith(site.PICTURE):
            return await picture(request, name)
        return _page(request, pages().role(unquote(name), _country(request), _base(request)))

    async def comparison(request: Request, name: str) -> HTTPResponse:
        if name.endswith(site.PICTURE):
            return await picture(request, name)
        return _page(request, pages().comparison(unquote(name), _country(request), _base(request)))

    async def picture(request: Request, name: str) -> HTTPResponse:
        # Drawing takes longer than a page: not in the loop that answers everyone.
        drawn = await asyncio.to_thread(pages().picture, unquote(name), _country(request))
        return _sent(request, drawn, PAGE_HEADERS) if drawn else response.empty(404, PAGE_HEADERS)

    async def robots(request: Request) -> HTTPResponse:
        rules = site.read(SITE / "robots.txt")
        base = _base(request)
        place = f"Sitemap: {base}/sitemap.xml\n" if base else ""  # only a whole address counts
        return _sent(request, site.file(rules.content + place.encode(), rules.type), FILE_HEADERS)

    async def family(request: Request, name: str) -> HTTPResponse:
        return _page(request, pages().family(unquote(name), _country(request)))

    async def search(request: Request) -> HTTPResponse:
        return _page(request, pages().search(_typed(request), _country(request)))

    async def found(request: Request) -> HTTPResponse:
        return _sent(request, pages().found(_typed(request), _country(request)), PAGE_HEADERS)

    async def sitemap(request: Request) -> HTTPResponse:
        return _sent(request, pages().sitemap(_base(request)), PAGE_HEADERS)

    async def missing(request: Request, error: Exception) -> HTTPResponse:
        if request.method not in METHODS or "text/html" not in str(request.headers.get("accept", "")):
            plain: HTTPResponse = request.app.error_handler.default(request, error)  # type: ignore[no-untyped-call]
            return plain
        return _page(request, pages().missing())

    routes.ctx.missing = missing
    routes.add_route(family, "/families/<name:path>", METHODS)
    routes.add_route(search, "/search", METHODS)
    routes.add_route(found, "/search.json", METHODS)
    routes.add_route(sitemap, "/sitemap.xml", METHODS)
    routes.add_route(home, "/", METHODS)
    routes.add_route(role, "/roles/<name:path>", METHODS)
    routes.add_route(comparison, "/compare/<name:path>", METHODS)
    routes.add_route(robots, "/robots.txt", METHODS)


LOOPBACK = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?")


class _PagesInUse:
    """The pages of the knowledge base in use, made anew when another takes its place."""

    def __init__(self) -> None:
        self._pages: Pages | None = None

    def __call__(self) -> Pages:
        writer = in_use.live_knowledge().current().writer
        if self._pages is None or self._pages.writer is not writer:
            self._pages = Pages(writer)
        return self._pages


def _base(request: Request) -> str:
    """Scheme and host for whole addresses; "" for a host that is not known to be ours, as any client may name one."""
    site = in_use.live_knowledge().current().knowledge.site
    known = {part.netloc: part.scheme for address in (site.page_url, site.role_url) if (part := urlsplit(address)).netloc}
    if request.host in known:
        return f"{known[request.host]}://{request.host}"
    return f"{request.scheme}://{request.host}" if LOOPBACK.fullmatch(request.host or "") else ""


def _typed(request: Request) -> str:
    return str(request.args.get("q", ""))


def _country(request: Request) -> str:
    return str(request.args.get("country", ""))


def _page(request: Request, made: Found | Moved) -> HTTPResponse:
    if isinstance(made, Moved):
        return response.redirect(made.url, {**PAGE_HEADERS}, status=301)
    return _sent(request, made.file, PAGE_HEADERS, made.status)


def _sent(request: Request, file: File, headers: Mapping[str, str], status: int = 200) -> HTTPResponse:
    """The file, compressed where that is accepted; nothing but headers where the browser has it already."""
    known = {**headers, "ETag": file.tag, "Vary": "Accept-Encoding"}
    if status == 200 and _is_known(request, file.tag):
        return response.empty(304, known)
    if _takes_gzip(request):
        return response.raw(file.compressed, status, {**known, "Content-Encoding": "gzip"}, file.type)
    return response.raw(file.content, status, known, file.type)


def _is_known(request: Request, tag: str) -> bool:
    named = str(request.headers.get("if-none-match", ""))
    tags = {found.strip().removeprefix("W/") for found in named.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags


def _takes_gzip(request: Request) -> bool:
    """Whether gzip is named and not refused by a weight of nought."""
    named = str(request.headers.get("accept-encoding", "")).lower()
    for item in named.split(","):
        coding, _, weight = item.partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False
