"""The measures of the page, in points: size, margins, type area, greys."""

from __future__ import annotations

MILLIMETRE = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MILLIMETRE, 297 * MILLIMETRE
BODY_SIZE, BODY_LEADING = 10.5, 17.6
TYPE_WIDTH = 42 * BODY_SIZE
LEFT = 29 * MILLIMETRE
TOP, FIRST_TOP, BOTTOM = 25 * MILLIMETRE, 17 * MILLIMETRE, 27 * MILLIMETRE
FULL_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
FIRST_HEIGHT = PAGE_HEIGHT - FIRST_TOP - BOTTOM

# Bilingual pages: the Chinese column, and where the English one begins.
CHINESE_WIDTH = 0.44 * TYPE_WIDTH
ENGLISH_LEFT = CHINESE_WIDTH + 5 * MILLIMETRE

# One ink; PDF greys run from 0 (black) to 1 (paper).
BLACK, TINT = 0.0, 0.93
HINT_GREY, RULE_GREY, HAIR_GREY = 0.38, 0.45, 0.7
STRONG_RULE, FINE_RULE, HAIR_RULE = 0.9, 0.3, 0.25
