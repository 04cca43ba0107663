"""KnowledgeBase -> the demo jobs page and its neighbours as HTML. Pure; knows nothing of HTTP servers."""

from rolewise.doors.pages.site.addresses import PICTURE
from rolewise.doors.pages.site.files import File, file, read, static_files
from rolewise.doors.pages.site.pages import Found, Moved, Pages

__all__ = ["PICTURE", "File", "Found", "Moved", "Pages", "file", "read", "static_files"]
