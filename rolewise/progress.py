"""Shows on stderr that a long step is under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def step(text: str) -> Iterator[None]:
    """A spinner with the seconds in a terminal, gone when the step ends; one plain line elsewhere."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        console.print(f"{text} …", soft_wrap=True)
        yield
        return
    columns = (SpinnerColumn(), TextColumn("{task.description} …"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task(text, total=None)
        yield


@contextmanager
def stages() -> Iterator[Callable[[str, int], Callable[[int], None]]]:
    """For work of several stages: starts one of so many steps and gives what to call with the number of steps done.

    A bar in a terminal, gone at the end; one plain line a stage elsewhere.
    """
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:

        def announce(text: str, _: int) -> Callable[[int], None]:
            console.print(f"{text} …", soft_wrap=True)
            return lambda _: None

        yield announce
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:

        def start(text: str, total: int) -> Callable[[int], None]:
            task = progress.add_task(text, total=total)
            return lambda steps: progress.advance(task, steps)

        yield start
