"""Where the pages of a paper stand when they lie one below the other in a view."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QRectF

_EDGE = 20
_GAP = 16
_LEAST_WIDTH = 160


# No slots: the tops are computed once and kept.
@dataclass(frozen=True)
class PageStack:
    """Pages in the width of a view, zoomed.

    Attributes:
        sizes: Width and height of every page in points.
        view_width: Width of the view in logical pixels.
        zoom: 1 fits the widest page into the view.
    """

    sizes: tuple[tuple[float, float], ...] = ()
    view_width: int = 0
    zoom: float = 1.0

    def page_width(self, number: int) -> float:
        """Return the width of a page in logical pixels; of a page to come that of the widest."""
        widest = max((width for width, _height in self.sizes), default=1.0)
        share = self.sizes[number][0] / widest if number < len(self.sizes) else 1.0
        return max(_LEAST_WIDTH, self.view_width - 2 * _EDGE) * self.zoom * share

    @cached_property
    def tops(self) -> tuple[float, ...]:
        """Where each page begins, and where one more would."""
        heights = (self.page_height(number) + _GAP for number in range(len(self.sizes)))
        return tuple(accumulate(heights, initial=float(_EDGE)))

    def page_height(self, number: int) -> float:
        """Return the height of a page in logical pixels."""
        width, height = self.sizes[number]
        return self.page_width(number) * height / width

    @property
    def height(self) -> int:
        """Height of all pages with the ground around them."""
        return round(self.tops[-1] - _GAP + _EDGE) if self.sizes else 0

    @property
    def width(self) -> int:
        """Width of the widest page with the ground beside it."""
        return round(self.page_width(len(self.sizes))) + 2 * _EDGE if self.sizes else 0

    def visible(self, top: int, height: int) -> range:
        """Return the pages that a view of this height shows when scrolled to `top`."""
        first = max(0, bisect_right(self.tops, top) - 1)
        last = bisect_right(self.tops, top + height)
        return range(first, min(last, len(self.sizes)))

    def page_at(self, at: float) -> int:
        """Return the page at a height, counted from 1; 0 without pages."""
        count = len(self.sizes)
        return max(min(bisect_right(self.tops, at), count), min(1, count))

    def scroll_to(self, page: int) -> int:
        """Return where to scroll to see a page, counted from 1, with a little ground above."""
        return max(0, round(self.tops[page - 1]) - _GAP // 2)

    def box(self, number: int, across: int, down: int) -> QRectF:
        """Return the place of a page in a view that is scrolled; in its middle if there is room."""
        width = self.page_width(number)
        left = max(float(_EDGE), (self.view_width - width) / 2)
        return QRectF(left - across, self.tops[number] - down, width, self.page_height(number))
