"""What is forgotten is gone."""

from __future__ import annotations

from pathlib import Path

from rolewise.review import deleting
from tests.review.kept_rows import Kept


def everything(kept: Kept) -> str:
    """All that the table holds."""
    with kept.engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT * FROM events").all())


def test_a_conversation_is_deleted_whole_and_no_other(kept: Kept) -> None:
    kept.thumb(kept.turn("a secret", "web-1"), "down", "web-1")
    kept.turn("kept", "web-2")

    deleting.delete(kept.url, ["web-1"])

    assert (deleting.known(kept.url, ["web-1", "web-2"]), deleting.kept(kept.url)) == (["web-2"], 1)
    assert "web-1" not in everything(kept)


def test_everything_is_deleted(kept: Kept) -> None:
    kept.turn("one", "web-1")
    kept.turn("two", "web-2")

    deleting.delete_all(kept.url)

    assert everything(kept) == "[]"


def test_a_deleted_text_is_in_no_file_of_sqlite_any_more(tmp_path: Path) -> None:
    kept = Kept(f"sqlite:///{tmp_path}/kept.db")
    with kept.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    kept.turn("a quince in the text", "web-1")
    kept.engine.dispose()

    deleting.delete(kept.url, ["web-1"])

    assert all(b"quince" not in path.read_bytes() for path in tmp_path.iterdir())
