"""Rasa's own HTTP API reads any conversation and swaps the model. It is off, and cannot be opened to everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rasa.core.run
import rasa.server
from sanic import Sanic

from benchmarks._wire import Answered
from rolewise.rasa import patches

API = [
    ("GET", "/status"),
    ("GET", "/version"),
    ("GET", "/domain"),
    ("PUT", "/model"),
    ("DELETE", "/model"),
    ("POST", "/model/train"),
    ("POST", "/model/parse"),
    ("POST", "/model/predict"),
    ("POST", "/model/test/stories"),
    ("GET", "/conversations/default/tracker"),
    ("POST", "/conversations/default/tracker/events"),
    ("POST", "/conversations/default/messages"),
    ("POST", "/conversations/default/trigger_intent"),
    ("GET", "/conversations/default/story"),
    ("POST", "/conversations/default/execute"),
    ("POST", "/webhooks/rest/webhook"),
    ("POST", "/webhooks/callback/webhook"),
    ("GET", "/socket.io/"),
    ("POST", "/webhook"),
    ("GET", "/auth"),
]
STRONG = "f" * 32


@pytest.mark.parametrize(("method", "path"), API)
def test_nothing_of_rasas_own_api_is_there(ask: Callable[..., Answered], method: str, path: str) -> None:
    assert ask(method, path, b"{}", Content_Type="application/json").status == 404


def test_rolewise_serve_never_opens_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from rolewise.rasa.server import serve

    told: dict[str, Any] = {}
    monkeypatch.setattr(rasa.core.run, "serve_application", lambda **options: told.update(options))
    serve(tmp_path / "model.tar.gz", port=0, host="127.0.0.1", announcement=tmp_path / "servers")

    assert told["enable_api"] is False


@pytest.fixture
def configure() -> Iterator[Callable[..., Any]]:
    """Makes the server as `rasa run --enable-api` does, once its channels are made."""
    patches.install()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)

    def make(**options: Any) -> Any:
        Sanic._app_registry.pop("rasa_server", None)
        return rasa.core.run.configure_app([], enable_api=True, jwt_method="HS256", **options)

    yield make
    loop.close()


@pytest.mark.parametrize(
    "options", [{}, {"auth_token": ""}, {"auth_token": "secret"}, {"jwt_secret": "short"}, {"jwt_private_key": "key"}]
)
def test_plain_rasa_cannot_open_it_without_a_strong_token(configure: Callable[..., Any], options: Any) -> None:
    with pytest.raises(patches.OpenApi, match="openssl rand -hex 32"):
        configure(**options)


@pytest.mark.parametrize("options", [{"auth_token": STRONG}, {"jwt_secret": STRONG}])
def test_with_a_strong_token_it_opens_to_its_holder(configure: Callable[..., Any], options: Any) -> None:
    assert ("status",) in configure(**options).router.routes_all


@pytest.mark.parametrize("channel", ["rolewise.doors.web.channel.WebInput", "rolewise.doors.pages.channel.SiteInput"])
def test_either_channel_of_the_browser_keeps_it_shut(channel: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.shared.utils.common import class_from_module_path

    installed: list[bool] = []
    monkeypatch.setattr(patches, "install", lambda: installed.append(True))
    class_from_module_path(channel).from_credentials(None)

    assert installed == [True]
