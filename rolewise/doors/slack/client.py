"""Slack's Web API as this bot uses it: what is tried again, and what an error means."""

from __future__ import annotations

import asyncio
import logging
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler, AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

TIMEOUT = 15  # seconds a call
RATE_LIMITED = 4  # times that a call is repeated after the wait that Slack asks for
CONNECTING = 2  # times that a connection is tried again
BLOCKS_REFUSED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "invalid_attachments", "msg_blocks_too_long", "only_one_table_allowed"}
)
HOSTS = (".slack.com", ".slack-gov.com")
IN_DOUBT = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})

# The SDK logs whole messages at DEBUG, and Bolt whole requests at INFO.
quiet = logging.getLogger("rolewise.slack.sdk")
quiet.setLevel(logging.ERROR)


class NotSent(Exception):
    """Slack did not take the call; the text is Slack's code, or "connection"."""


class BlocksRefused(NotSent):
    """Slack takes the message only without some kind of block."""


class Unconfirmed(Exception):
    """Slack may have taken the call: doing it again might do it twice."""


def web_client(token: str, base_url: str) -> AsyncWebClient:
    """A client of the Web API."""
    return AsyncWebClient(token=token, base_url=base_url, timeout=TIMEOUT, logger=quiet, retry_handlers=_retries())


def webhook_client(url: str) -> AsyncWebhookClient:
    """A client of the `response_url` of one interaction."""
    return AsyncWebhookClient(url, timeout=TIMEOUT, logger=quiet, retry_handlers=_retries())


def is_slacks(url: str, api: str) -> bool:
    """Whether a `response_url` leads to Slack, or to the host of the API that is in use: a signed body may name any."""
    try:
        asked, own = urlsplit(url), urlsplit(api)
        if (asked.scheme, asked.hostname, asked.port) == (own.scheme, own.hostname, own.port):
            return True
        return asked.scheme == "https" and f".{asked.hostname}".endswith(HOSTS) and asked.port in (None, 443)
    except ValueError:
        return False


def _retries() -> list[AsyncRetryHandler]:
    # Without the SDK's own handler of lost connections: a lost connection may have delivered the message.
    unconnected = AsyncConnectionErrorRetryHandler(max_retry_count=CONNECTING, error_types=[aiohttp.ClientConnectorError])
    return [AsyncRateLimitErrorRetryHandler(max_retry_count=RATE_LIMITED), unconnected]


def meaning(error: Exception) -> Exception:
    """An error of the SDK as NotSent, BlocksRefused or Unconfirmed; any other error as it is."""
    if isinstance(error, SlackApiError):
        return refusal(_status(error.response), _code(error.response))
    if isinstance(error, aiohttp.ClientConnectorError):
        return NotSent("connection")
    if isinstance(error, aiohttp.ClientError | asyncio.TimeoutError):
        return Unconfirmed(type(error).__name__)
    return error


def refusal(status: int, code: str) -> Exception:
    """What an answer that is not "ok" means."""
    if code in BLOCKS_REFUSED:
        return BlocksRefused(code)
    return Unconfirmed(code or str(status)) if status >= 500 or code in IN_DOUBT else NotSent(code or str(status))


def _status(response: Any) -> int:
    # Of the SDK's response, or of aiohttp's where the body was no JSON.
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0))


def _code(response: Any) -> str:
    data = getattr(response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""
