"""Which characters the fonts of the paper can draw."""

from __future__ import annotations

import functools
from bisect import bisect_right

_COVERED = """
20-7E A0-103 110-113 11A-11B 128-12B 143-144 147-148 14C-14F 152-153 168-16D 1CE 1D0 1D2
1D4 1D6 1D8 1DA 1DC 251 261 2C7 2C9-2CB 2D9 391-3A1 3A3-3A9 3B1-3C1 3C3-3C9 401 410-44F
451 2002-2003 2010-2016 2018-201A 201C-201E 2020-2022 2025-2027 2030 2032-2033 2035
2039-203C 2042 2047-2049 2051 20AC 2103 2105 2109 2116 2121-2122 2160-216B 2170-2179
2190-2193 2196-2199 2208 220B 220F 2211-2212 2215 221A 221D-2220 2223 2225 2227-222B 222E
2234-2237 223D 2245 2248 224C 2260-2261 2264-2267 226E-226F 2295 2299 22A5 22BF 2312
2460-2469 2474-249B 2500-254B 2550-2573 2581-258F 2593-2595 25A0-25A1 25B2-25B3 25BC-25BD
25C6-25C7 25CB 25CE-25CF 25E2-25E5 2605-2606 2609 2640 2642 2713 3000-3003 3005-3017
301D-301E 3021-3029 3041-3093 309B-309E 30A1-30F6 30FC-30FE 3105-3129 3220-3229 3231 32A3
338E-338F 339C-339E 33A1 33C4 33CE 33D1-33D2 33D5 3447 36C3 39D0 39DF 3B4E 3BBE 3CDA 3D14
3D51 3DB2 3E06 3EAD 3EEC 3F4F 40C5 415F 4337 4383 4396 43DD 43E1 43F2 4403 44D6 44DB 45D6
45DB 45EA 4635 4723 4749 4800 497D 4983 4C9F-4CA0 4D13-4D19 4DAE 4E00-9FA5 F92C F979 F995
F9E7 F9F1 FA0C-FA0F FA11 FA13-FA14 FA18 FA1F-FA21 FA23-FA24 FA27-FA29 FE30-FE31 FE33-FE44
FE49-FE52 FE54-FE57 FE59-FE66 FE68-FE6B FF01-FF5E FFE0-FFE5
"""
"""Code points that all five fonts of `resources/fonts` hold; a test compares them."""

_LINE_ENDS = frozenset("\n\t")


def undrawable(text: str) -> str:
    """Return the first character that a paper cannot show; empty when it can show all of them."""
    return next((letter for letter in text if not is_drawable(letter)), "")


def is_drawable(letter: str) -> bool:
    """Return whether every font of the house holds a character."""
    if letter in _LINE_ENDS:
        return True
    starts, ends = _ranges()
    at = bisect_right(starts, ord(letter)) - 1
    return at >= 0 and ord(letter) <= ends[at]


def covered_ranges() -> tuple[tuple[int, int], ...]:
    """Return the first and last code points of every run."""
    return tuple(zip(*_ranges(), strict=True))


@functools.cache
def _ranges() -> tuple[tuple[int, ...], tuple[int, ...]]:
    pairs = [run.split("-") for run in _COVERED.split()]
    return tuple(int(run[0], 16) for run in pairs), tuple(int(run[-1], 16) for run in pairs)
