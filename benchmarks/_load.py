"""Talks over HTTP: each conversation says its questions one after the other, as people do."""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import aiohttp

# What a talk is made of, over and over: questions, follow-ups, a country, small talk.
UTTERANCES = (
    "data analyst vs data scientist",
    "which pays more?",
    "same skills?",
    "and in the US?",
    "the second one",
    "what does a nurse earn?",
    "and a teacher?",
    "thanks",
    "what does it take to become a product manager?",
    "in India",
)


class Door(Protocol):
    """The channel of a server."""

    async def enter(self) -> str:
        """A new conversation."""

    async def say(self, conversation: str, text: str) -> None:
        """One turn. Raises where no answer comes."""


class WebDoor:
    """Our channel: the conversation is a signed token."""

    def __init__(self, http: aiohttp.ClientSession, url: str):
        self._http = http
        self._url = f"{url}/webhooks/web"

    async def enter(self) -> str:
        async with self._http.post(f"{self._url}/session", json={}) as answer:
            answer.raise_for_status()
            return str((await answer.json())["token"])

    async def say(self, conversation: str, text: str) -> None:
        headers = {"Authorization": f"Bearer {conversation}", "Accept": "application/json"}
        async with self._http.post(f"{self._url}/message", json={"text": text}, headers=headers) as answer:
            answer.raise_for_status()
            if not (await answer.json())["text"]:
                raise RuntimeError("an empty answer")


class RestDoor:
    """Rasa's own channel: the client names the conversation."""

    def __init__(self, http: aiohttp.ClientSession, url: str):
        self._http = http
        self._url = f"{url}/webhooks/rest/webhook"

    async def enter(self) -> str:
        return uuid.uuid4().hex

    async def say(self, conversation: str, text: str) -> None:
        async with self._http.post(self._url, json={"sender": conversation, "message": text}) as answer:
            answer.raise_for_status()
            if not await answer.json():
                raise RuntimeError("an empty answer")


def new_texts(talk: int = 0) -> Iterator[str]:
    """Texts that no server has seen, others for each talk: what was parsed before is remembered by ours."""
    return (f"{text} {talk} {number}" for number, text in enumerate(itertools.cycle(UTTERANCES)))


async def talk(door: Door, turns: int, texts: Iterable[str] = ()) -> list[float]:
    """Seconds of each turn of one conversation, of these texts or else of UTTERANCES over and over."""
    conversation, seconds = await door.enter(), []
    for text in itertools.islice(texts or itertools.cycle(UTTERANCES), turns):
        began = time.perf_counter()
        await door.say(conversation, text)
        seconds.append(time.perf_counter() - began)
    return seconds


async def throughput(door: Door, conversations: int, turns: int, texts: Callable[[], Iterable[str]] = tuple) -> float:
    """Turns a second with so many conversations at once, each of so many turns, of the texts that are made for each."""
    began = time.perf_counter()
    await asyncio.gather(*(talk(door, turns, texts()) for _ in range(conversations)))
    return conversations * turns / (time.perf_counter() - began)
