"""What Slack accepts, from its reference of Block Kit and of chat.postMessage. Lengths are in characters."""

from __future__ import annotations

BLOCKS = 50  # a message
HOME_BLOCKS = 100  # a Home tab
TEXT = 4_000  # of a message's text, recommended; it is refused above 40,000
SECTION = 3_000
FIELDS = 10  # a section
FIELD = 2_000
HEADER = 150
CONTEXT = 10  # elements
ACTIONS = 25  # elements
BUTTON = 75  # a label
VALUE = 2_000  # of a button
OPTIONS = (2, 5)  # of an overflow menu
OPTION_TEXT = 75
OPTION_VALUE = 150
TABLE_ROWS = 100  # with the heading
TABLE_COLUMNS = 20
TABLE_TEXT = 10_000  # all cells of a message
ID = 255  # action_id, block_id
