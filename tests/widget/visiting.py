"""What a visitor does."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

Visit = Callable[..., Page]  # opens the host page in a new tab; arguments as of Page.emulate_media


def ask(page: Page, text: str) -> None:
    """Types a question and sends it with Enter."""
    page.get_by_label("Your question").fill(text)
    page.get_by_label("Your question").press("Enter")


def opened(page: Page) -> Page:
    """The page with the chat opened."""
    page.get_by_role("button", name="Open chat").click()
    return page
