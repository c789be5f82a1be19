"""Values as people write them: few, so that two people often write the same, and some very long."""

from __future__ import annotations

from random import Random

from app.domain.fields import FieldValue

_PHRASES = (
    *("百禾粮油", "东仓路 12 号", "月底结账", "要货多，库存少", "Ångström & Söhne", "👍🏽 谈妥"),
    *("林秀珍", "陈掌柜", "下周再来", "a'b\"c", "　全角 空格", "𠮷野家"),
)
_LABELS = ("金龙鱼", "福临门", "鲁花", "多力", "胡姬花", "长寿花")
_LONG = 4_000


def phrase(chance: Random) -> str:
    return chance.choice(_PHRASES)


def maybe_phrase(chance: Random) -> FieldValue:
    return None if chance.random() < 0.15 else phrase(chance)


def long_text(chance: Random) -> str:
    """Return a text that is sometimes longer than a page of the database."""
    text = phrase(chance) * chance.choice((1, 3, 30, 500))
    return text[:_LONG] + str(chance.randrange(3))


def labels(chance: Random) -> FieldValue:
    words = chance.sample(_LABELS, chance.randint(0, 4))
    return "\n".join(sorted(words)) or None


def number(chance: Random) -> str:
    return str(13_900_000_000 + chance.randrange(4))


def day(chance: Random) -> str:
    return f"2026-12-{chance.randint(1, 28):02d}"


def amount(chance: Random) -> int:
    return chance.randint(1, 9_999_999)
