"""What the server sends: headers, files and nothing but these, and links that all lead somewhere."""

from __future__ import annotations

import gzip
import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from PIL import Image

from rolewise import in_use
from rolewise.core.live import LiveKnowledge
from rolewise.doors.pages.site.files import read
from tests.doors.pages.site.conftest import Server
from tests.doors.pages.site.markup import Markup
from tests.small_world import change

WIDGET = Path(__file__).parents[4] / "widget"
ENTRY = "/widget/rolewise-chat.js"
OUTSIDE = (
    "/widget/package.json", "/widget/jsconfig.json", "/widget/node_modules/typescript/package.json", "/widget/",
    "/widget/../rolewise/paths.py", "/widget/%2e%2e/rolewise/paths.py", "/widget/..%2f..%2fetc%2fpasswd",
    "/widget/%2e%2e%2fcredentials.yml", "/widget//etc/passwd", "/widget/rolewise-chat.js%00.css", "/site/../__init__.py",
    "/site/robots.txt/..", "/site/../../site/templates/frame.html.j2", "/site/page.html.j2",
)  # fmt: skip


def test_the_first_page_is_ours_and_not_the_greeting_of_rasa(site: Server) -> None:
    found = site.get("/")

    assert found.status == 200
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert b"Hello from Rasa" not in found.body


@pytest.mark.parametrize("path", ["/", "/roles/actuary", "/compare/actuary-vs-teacher", "/roles/nobody", "/compare/a-vs-b"])
def test_pages_allow_no_inline_script_no_foreign_file_and_no_frame(site: Server, path: str) -> None:
    headers = site.get(path).headers
    policy = {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";")}

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["img-src"] == policy["connect-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["font-src"] == ["'none'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cache-control"] == "no-cache"


def test_another_spelling_is_sent_on_and_leaves_no_trace_in_later_answers(site: Server) -> None:
    moved = site.get("/roles/Data%20Analyst?country=us")

    assert (moved.status, moved.headers["location"]) == (301, "/roles/data-analyst?country=US")
    assert "location" not in site.get("/").headers


def test_every_link_of_the_site_leads_somewhere(site: Server) -> None:
    waiting, seen, broken = ["/"], {"/"}, []
    while waiting and len(seen) < 900:
        path = waiting.pop(0)
        found = site.get(path)
        if found.status != 200:
            broken.append((path, found.status))
        if "text/html" not in found.headers["content-type"] or "?" in path:
            continue
        links = {link.split("#")[0] for link in Markup(found.body.decode()).links if link.startswith("/")} - {""}
        waiting += sorted(links - seen)
        seen |= links

    assert broken == []
    assert len(seen) > 200


@pytest.mark.parametrize("path", [ENTRY, "/site/site.css", "/site/page.css", "/site/favicon.svg", "/robots.txt", "/"])
def test_what_the_browser_has_already_is_not_sent_again(site: Server, path: str) -> None:
    tag = site.get(path).headers["etag"]
    again = site.get(path, If_None_Match=f'"other", {tag}')

    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert site.get(path, If_None_Match='"other"').status == 200


@pytest.mark.parametrize("path", [ENTRY, "/", "/roles/actuary"])
def test_what_is_sent_compressed_is_the_same(site: Server, path: str) -> None:
    plain, small = site.get(path), site.get(path, Accept_Encoding="br, gzip;q=0.8")

    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(small.body) == plain.body
    assert "content-encoding" not in site.get(path, Accept_Encoding="gzip;q=0, br").headers


@pytest.mark.parametrize("path", [ENTRY, "/", "/roles/actuary", "/robots.txt"])
def test_head_has_the_headers_and_no_body(site: Server, path: str) -> None:
    head, whole = site.get(path, "HEAD"), site.get(path)

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["etag"] == whole.headers["etag"]


def test_the_widget_gets_names_and_countries_of_the_knowledge_in_use(widget_only: Server) -> None:
    found = widget_only.get("/widget/roles.json", Origin="https://jobs.example")
    names = json.loads(found.body)

    assert names["country"] == names["countries"][0]["code"]
    assert all(country["code"] and country["name"] and country["text"] for country in names["countries"])
    assert len(names["roles"]) == len(set(names["roles"]))
    assert names["roles"].index("Data Analyst") < names["roles"].index("Actor")  # both tiers, the one made by hand first
    assert found.headers["access-control-allow-origin"] == "*"
    assert "max-age" in found.headers["cache-control"] and found.headers["etag"]


def test_any_site_may_load_the_files_of_the_widget(widget_only: Server) -> None:
    for path in sorted(WIDGET.glob("*.js")):
        found = widget_only.get(f"/widget/{path.name}", Origin="https://jobs.example")

        assert found.status == 200
        assert found.body == read(path).content
        assert found.headers["content-type"] == "text/javascript; charset=utf-8"
        assert found.headers["cache-control"] == "public, max-age=300, stale-while-revalidate=86400"
        assert found.headers["access-control-allow-origin"] == "*"
        assert found.headers["cross-origin-resource-policy"] == "cross-origin"
        assert found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_other_file_is_served(site: Server, path: str) -> None:
    found = site.get(path)

    assert found.status in (400, 404)
    assert b"import" not in found.body


@pytest.mark.parametrize("path", ["/", "/roles/actuary", "/compare/actuary-vs-teacher", "/site/site.css", "/robots.txt"])
def test_without_the_demo_there_are_no_pages(widget_only: Server, path: str) -> None:
    assert widget_only.get(path).status == 404
    assert widget_only.get(ENTRY).status == 200


def test_nothing_is_taken_by_post(site: Server) -> None:
    assert site.get("/", "POST").status == 405


def test_an_edited_knowledge_base_shows_at_once(site: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = LiveKnowledge(folder)
    monkeypatch.setattr(in_use, "live_knowledge", lambda: edited)
    before = site.get("/roles/lamp-designer")
    change(folder, "roles/lamp-designer.yml", "Draws lamps that people can read by.", "Draws lanterns.")
    edited.refresh()
    after = site.get("/roles/lamp-designer", If_None_Match=before.headers["etag"])

    assert b"Draws lamps that people" in before.body
    assert after.status == 200
    assert b"Draws lanterns." in after.body


def test_any_other_address_has_a_page_of_ours_for_readers(site: Server) -> None:
    page, plain = site.get("/nowhere", Accept="text/html"), site.get("/nowhere", Accept="application/json")

    assert (page.status, plain.status) == (404, 404)
    assert Markup(page.body.decode()).faults == []
    assert b"This page is not here" in page.body
    assert b"<html" not in plain.body


def test_robots_name_the_sitemap_which_has_every_role(site: Server) -> None:
    place = site.get("/robots.txt").body.decode().split("Sitemap: ")[1].strip()
    found = site.get(place.removeprefix(site.url))

    assert found.status == 200
    assert found.body.count(b"<loc>") > 1_000
    assert b"/roles/acupuncturist</loc>" in found.body


@pytest.mark.parametrize("path", ["/compare/actuary-vs-teacher", "/roles/actuary", "/compare/actuary-vs-teacher?country=US"])
def test_a_page_that_is_shared_has_a_picture_of_its_own(site: Server, path: str) -> None:
    page = site.get(path).body.decode()
    address = re.search(r'<meta property="og:image" content="([^"]+)">', page)
    assert address
    picture = site.get(address[1].removeprefix(site.url))

    assert picture.status == 200
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(BytesIO(picture.body)).size == (1200, 630)


@pytest.mark.parametrize("path", ["/compare/teacher-vs-actuary.png", "/compare/actuary-vs-nobody.png", "/roles/nobody.png"])
def test_what_is_no_page_has_no_picture(site: Server, path: str) -> None:
    assert site.get(path).status == 404


def test_addresses_for_others_are_whole(site: Server) -> None:
    page = site.get("/compare/actuary-vs-teacher?country=US").body.decode()

    assert f'<link rel="canonical" href="{site.url}/compare/actuary-vs-teacher">' in page
    mail = re.search(r'href="mailto:\?([^"]+)"', page)
    assert mail
    letter = parse_qs(mail[1].replace("&amp;", "&"))
    assert "Actuary vs" in letter["subject"][0]
    assert f"{site.url}/compare/actuary-vs-teacher?country=US" in letter["body"][0]
