"""`rolewise doctor`: what is configured, reachable and missing."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from rolewise.cli import exits

if TYPE_CHECKING:
    from rolewise.doctor import Finding
    from rolewise.settings import Setting

_MARKS = {"sound": ("✓", "+", "green"), "warning": ("!", "!", "yellow"), "fault": ("✗", "x", "red")}
_ARROWS = ("→", "->")
_WIDTH = 12  # of the names


def run(*, deep: bool = False, as_json: bool = False, settings: bool = False) -> None:
    """Prints one finding a line, with its cure; ends with exit code 1 if anything is broken."""
    if settings:
        _print_settings(as_json)
        return
    findings = _findings(deep)
    faults = sum(finding.mark == "fault" for finding in findings)
    if as_json:
        print(json.dumps({"sound": not faults, "findings": [each.as_dict() for each in findings]}, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            _print(finding)
    if faults:
        raise exits.Stop("1 thing is broken" if faults == 1 else f"{faults} things are broken", exits.FAILED)


def _findings(deep: bool) -> list[Finding]:
    from rolewise.doctor import Place, examine
    from rolewise.settings import ROOT

    place = Place(ROOT, os.environ)
    found = examine(place)
    if deep:
        from rolewise.doctor.deep import examine_deeply

        found += examine_deeply(place)
    return found


def _print(finding: Finding) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    ascii_only = _ascii()
    mark, plain, colour = _MARKS[finding.mark]
    line = Text.assemble((plain if ascii_only else mark, colour), f" {finding.what:<{_WIDTH}} {finding.value}")
    if finding.cure:
        line.append(f"\n  {'':<{_WIDTH}} {_ARROWS[ascii_only]} {finding.cure}", style="dim")
    console.print(line if not ascii_only else Text(line.plain.encode("ascii", "replace").decode()))


def _print_settings(as_json: bool) -> None:
    from rolewise.settings import register

    shown = [_shown(setting) for setting in register().values()]
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for each in shown:
        line = f"{each['name']:<22} {each['state']:<8} {each['value']}\n{'':<22} {each['purpose']}"
        print(line.encode("ascii", "replace").decode() if _ascii() else line)


def _shown(setting: Setting) -> dict[str, Any]:
    from rolewise.operation.redaction import masked

    value = os.environ.get(setting.name, "").strip()
    public = masked(value) if setting.secret else value
    state = "set" if value else "default"
    return {"name": setting.name, "state": state, "value": public or setting.default, "purpose": setting.purpose}


def _ascii() -> bool:
    try:
        "✓✗→•…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False
