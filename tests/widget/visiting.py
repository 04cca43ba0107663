"""What a visitor does."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]  # opens the host page in a new tab; arguments as of Page.emulate_media


def ask(page: Page, text: str) -> None:
    """Types a question and sends it with Enter."""
    page.get_by_label("Your question").fill(text)
    page.get_by_label("Your question").press("Enter")


def opened(page: Page) -> Page:
    """The page with the chat opened."""
    page.get_by_role("button", name="Open chat").click()
    expect(page.get_by_label("Your question")).to_be_visible()
    return page


def answered(page: Page, count: int = 1) -> None:
    """Waits until so many answers are shown."""
    expect(page.get_by_role("button", name="Copy answer")).to_have_count(count)


def reopened(page: Page) -> Page:
    """The page loaded again; a chat that was open is open again."""
    page.reload()
    expect(page.get_by_label("Your question")).to_be_visible()
    return page
