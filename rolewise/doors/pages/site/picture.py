"""The picture of a page, as other sites show it where somebody shares the address: its title and its bars."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from rolewise.doors.pages.comparison import Page
from rolewise.doors.pages.comparison.chart import Chart, Drawn

WIDTH, HEIGHT = 1200, 630  # pixels, as Open Graph advises
_MARGIN = 72
_ROOM = WIDTH - 2 * _MARGIN
_TOP = 150  # where the title begins
_BAR = 82  # from bar to bar
_SIZES, _LEADING = (56, 46, 38, 32), 1.25  # of the title
_COLOURS = 64  # a quarter of the bytes of full colour, and no difference to be seen
_BAND, _INK, _QUIET, _TRACK = "#161b3a", "#f5f6ff", "#c3c9ea", "#2b3160"
_TONES = ("#a9b1ff", "#6cd9bf", "#ffb37a")
_MARK = "#ffc14d"
# Of matplotlib, which Rasa brings: Pillow's own has no sign for the rupee, the pound or the euro.
_FONTS = "mpl-data/fonts/ttf/DejaVuSans{kind}.ttf"


def picture(page: Page, name: str) -> bytes:
    """A PNG of WIDTH x HEIGHT with the name of the site, the page's title and its pay, or what it says first."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _BAND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - 12, WIDTH, HEIGHT), _MARK)
    _logo(draw, name)
    chart = next((block.chart for section in page.sections for block in section.blocks if block.chart), None)
    size = _title_size(page.title, len(chart.bars) if chart else 0)
    y = _text(draw, _lines(page.title, size, bold=True), size, _TOP, _INK, bold=True)
    if chart:
        _bars(draw, chart, y + 28)
    elif page.lede:
        _text(draw, _lines(page.lede[0], 30, most=6), 30, y + 28, _QUIET)
    written = BytesIO()
    image.quantize(_COLOURS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _title_size(title: str, bars: int) -> int:
    """The largest size with which all bars and their caption have room."""
    room = HEIGHT - _TOP - 100 - _BAR * bars
    fitting = (size for size in _SIZES if len(_lines(title, size, bold=True)) * size * _LEADING <= room)
    return next(fitting, _SIZES[-1])


def _logo(draw: ImageDraw.ImageDraw, name: str) -> None:
    draw.rounded_rectangle((_MARGIN, 66, _MARGIN + 48, 82), 8, _TONES[0])
    draw.rounded_rectangle((_MARGIN + 24, 92, _MARGIN + 72, 108), 8, _MARK)
    draw.text((_MARGIN + 96, 87), name, _INK, _font(34, bold=True), "lm")


def _bars(draw: ImageDraw.ImageDraw, chart: Chart, y: int) -> None:
    for place, bar in enumerate(chart.bars):
        _bar(draw, bar, y + place * _BAR, _TONES[place % len(_TONES)])
    said = _lines(f"{chart.title}. {chart.caption}", 22, most=2)
    _text(draw, said, 22, y + len(chart.bars) * _BAR + 6, _QUIET)


def _bar(draw: ImageDraw.ImageDraw, bar: Drawn, y: int, tone: str) -> None:
    draw.text((_MARGIN, y), bar.label, _INK, _font(28, bold=True), "lt")
    draw.text((WIDTH - _MARGIN, y), bar.range, _INK, _font(28), "rt")
    draw.rounded_rectangle((_MARGIN, y + 40, WIDTH - _MARGIN, y + 64), 12, _TRACK)
    start = _MARGIN + _ROOM * bar.start / 100
    if bar.width:
        draw.rounded_rectangle((start, y + 40, start + _ROOM * bar.width / 100, y + 64), 12, tone)
    if bar.median is not None:
        at = _MARGIN + _ROOM * bar.median / 100
        draw.rectangle((at - 3, y + 36, at + 3, y + 68), _INK)


def _text(draw: ImageDraw.ImageDraw, lines: list[str], size: int, y: int, colour: str, bold: bool = False) -> int:
    """Draws the lines; where the next may begin."""
    for line in lines:
        draw.text((_MARGIN, y), line, colour, _font(size, bold), "la")
        y += round(size * _LEADING)
    return y


def _lines(text: str, size: int, bold: bool = False, most: int = 3) -> list[str]:
    """The text in lines that fit; what is beyond `most` lines is left out with an ellipsis."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _font(size, bold).getlength(longer) <= _ROOM:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [line for line in lines if line][:most]
    return kept if len(lines) <= most else [*kept[:-1], f"{kept[-1].rstrip(',;:.')} …"]


@lru_cache(maxsize=16)
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    found = find_spec("matplotlib")
    folder = Path(found.origin).parent if found and found.origin else Path()
    return ImageFont.truetype(folder / _FONTS.format(kind="-Bold" if bold else ""), size)
