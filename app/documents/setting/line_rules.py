"""Chinese line-breaking rules (禁则): which characters may begin, end or share a line."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

NO_START = frozenset("!,.:;?)]}%°、。〉》」』】〕〗”’！），．：；？］｝％‰℃…—–·々〞～~/／")
NO_END = frozenset("([{¥$£#@‘“〈《「『【〔〖（［｛￥＄￡＠＃§№")
FULL_CLOSE = frozenset("，。、；：！？）》」』】〕”’")
FULL_OPEN = frozenset("（《「『【〔“‘")
UNTICKED_BOX, TICKED_BOX = "\ue000", "\ue001"
BOXES = (UNTICKED_BOX, TICKED_BOX)
NO_BREAK_SPACE = "\u00a0"
# Blanks that vanish where a line breaks.
BLANKS = frozenset(" \u3000")

_UNITS = frozenset("日天个元年月号条款项份页倍台箱件套组只桶瓶盒米层幢％%℃名次人点角分万亿")
_NUMERALS = frozenset("一二三四五六七八九十")
_DASHES = frozenset("—…")
_WIDE_SYMBOLS = frozenset("·√□①②③④⑤⑥")
_WORD_JOINTS = frozenset("@-/._")
_FIRST_WIDE, _FIRST_UNSPACED = 0x2E80, 0x2000
AFTER_BOX = 0.18
_MIXED_GAP, _BEFORE_BOX, _SQUEEZE = 0.11, 0.2, -0.5


class Kind(IntEnum):
    """How a character behaves beside its neighbours."""

    WIDE = 0
    LATIN = 1
    SPACE = 2
    CLOSE = 3
    OPEN = 4
    DASH = 5
    BLANK = 6
    BOX = 7


KINDS = len(Kind)


_KINDS: Mapping[str, Kind] = MappingProxyType(
    {" ": Kind.SPACE, "\u3000": Kind.BLANK}
    | dict.fromkeys(FULL_CLOSE, Kind.CLOSE)
    | dict.fromkeys(FULL_OPEN, Kind.OPEN)
    | dict.fromkeys(_DASHES, Kind.DASH)
    | dict.fromkeys(_WIDE_SYMBOLS, Kind.WIDE)
)


def kind_of(character: str) -> Kind:
    """Return how a character behaves in a line."""
    found = _KINDS.get(character)
    if found is not None:
        return found
    return Kind.LATIN if ord(character) < _FIRST_WIDE else Kind.WIDE


def _gap(before: Kind, after: Kind) -> float:
    """Return the space set between two neighbours, in em."""
    punctuation = (Kind.CLOSE, Kind.OPEN)
    if before is Kind.BOX:
        return AFTER_BOX
    if after is Kind.BOX:
        return 0.0 if before in (Kind.BLANK, Kind.CLOSE) else _BEFORE_BOX
    if before in punctuation or after in punctuation:
        # Two marks in a row share half a square.
        meet = (before is Kind.CLOSE and after in punctuation) or before is after is Kind.OPEN
        return _SQUEEZE if meet else 0.0
    if Kind.SPACE in (before, after) or Kind.DASH in (before, after):
        return 0.0
    return _MIXED_GAP if (before is Kind.LATIN) != (after is Kind.LATIN) else 0.0


def _stretches(before: Kind, after: Kind) -> bool:
    """Return whether justifying may widen the place between two neighbours."""
    if Kind.BOX in (before, after) or after is Kind.SPACE or before is after is Kind.DASH:
        return False
    spaced = (Kind.LATIN, Kind.SPACE)
    return before is Kind.SPACE or not (before in spaced and after in spaced)


# Both tables are read as [before * KINDS + after].
GAPS = tuple(_gap(before, after) for before in Kind for after in Kind)
STRETCHES = tuple(_stretches(before, after) for before in Kind for after in Kind)


def may_break(before: str, after: str) -> bool:
    """Return whether a line may end between two characters.

    Source: GB/T 15834 and JIS X 4051; paper.md section 4.
    """
    if before in BOXES or NO_BREAK_SPACE in (before, after):
        return False
    if after in BOXES:
        return before not in NO_END
    if after in NO_START or before in NO_END or (before == after and before in _DASHES):
        return False
    if " " in (before, after):
        return before == " "
    if _stay_together(before, after):
        return False
    return not (ord(before) < _FIRST_UNSPACED and ord(after) < _FIRST_UNSPACED)


def may_break_word(before: str, after: str) -> bool:
    """Return whether a word wider than the line may break here: after @ - / . or _."""
    return before in _WORD_JOINTS and after not in NO_START


def may_cut_word(before: str, after: str) -> bool:
    """Return whether a word without a joint may be cut here: never at a mark."""
    return before not in NO_END and after not in NO_START


def _stay_together(before: str, after: str) -> bool:
    """Keep a number with its unit, 第 with its number, and a bracketed year whole."""
    if before.isdigit() and after in _UNITS:
        return True
    if before in "第约" and (after.isdigit() or after in _NUMERALS):
        return True
    return before in _NUMERALS and after in "条款"
