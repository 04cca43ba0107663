"""A small invented knowledge base about lamps."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import Any

from rolewise.core.knowledge.model import Country, Currency, Hearing, KnowledgeBase, Names, Role, Scale, Site, Skill, Titles


def role(role_id: str, title: str, aliases: tuple[str, ...] = (), work: tuple[str, ...] = ()) -> Role:
    """A role with names and nothing else."""
    return Role(
        id=role_id,
        title=title,
        plural=title + "s",
        in_sentence=title.lower(),
        family="lamps",
        summary="Does.",
        aliases=aliases,
        fields=work,
    )


def small_knowledge(*roles: Role) -> KnowledgeBase:
    """A world of lamps."""
    known = roles or (
        role("lamp-designer", "Lamp Designer", ("LD", "lampmaker"), ("lamp design",)),
        role("wick-designer", "Wick Designer"),
        role("oil-trader", "Oil-Trader", ("Oil Trade Lead",), ("oil trading",)),
        role("lighter", "Lamplighter"),
    )
    names = Names(
        ambiguous=MappingProxyType({"designer": ("lamp-designer", "wick-designer"), "oil": ("oil-trader",)}),
        other_roles=MappingProxyType({"match seller": ("oil-trader",)}),
        never_roles=("lamplighter inn",),
        seniority=("senior", "lead", "entry level"),
        title_heads=("designer", "trader", "warden"),
        spellings=MappingProxyType({"dsgn": "designer"}),
        adjectives=("a", "the", "good", "of", "is", "and", "i", "my", "how"),
    )
    cues = {
        "why": ("why", "how come"),
        "more": ("^more$", "tell me more"),
        "words_common": ("oil",),
        "words_job_after": ("job", "jobs"),
        "words_connector": ("and", "or", "vs"),
        "words_filler": ("what", "about"),
        "words_owner": ("my",),
        "words_family_after": ("jobs",),
        "words_hinglish": ("lampa",),
        "words_job_far": ("salary",),
    }
    values: dict[str, Any] = {part.name: MappingProxyType({}) for part in fields(KnowledgeBase)}
    values.update(
        roles=MappingProxyType({one.id: one for one in known}),
        skills=MappingProxyType(
            {
                "glass-blowing": Skill("glass-blowing", "Glass blowing", "core", "Blows.", ("blowpipe",)),
                "oil-trading": Skill("oil-trading", "Oil trading", "core", "Trades."),
            }
        ),
        countries=MappingProxyType({"LU": Country("LU", "Lumenia", "Lumenia", "LUX", ("lumenian",), ("wickford",))}),
        currencies=MappingProxyType({"LUX": Currency("LUX", "luxes", "L", (), ("luxes",))}),
        scales=MappingProxyType({"lakh": Scale("lakh", 100_000, ("lakh", "lakhs"))}),
        families=MappingProxyType({"lamps": "Lamps & Wicks"}),
        names=names,
        titles=Titles({}, {}),
        site=Site("", "", "", "LU", 3, 60),
        cues=MappingProxyType(cues),
        hearing=Hearing({}, {}, {}),
    )
    del values["hindi"]  # what has a form of its own is left at its default
    return KnowledgeBase(**values)
