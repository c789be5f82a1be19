"""A million amounts in capital numerals (大写): written, read back, and compared with cn2an."""

from __future__ import annotations

import json
import random
import re
import subprocess
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.domain.capitals import LARGEST_MINOR, capital_amount, read_capital_amount
from app.domain.errors import ValidationError
from benchmarks.frame import Row, report
from benchmarks.peers.own_venv import CN2AN, PeerMissingError

AMOUNTS = 1_000_000
_DRIVER = Path(__file__).parent / "peers" / "cn2an_driver.py"
_DIGITS, _GAPS, _NEGATIVE = len(str(LARGEST_MINOR)), 0.5, 0.02
_SECOND_MS = 1000
_ZERO_BEFORE_JIAO = re.compile(r"(?<=元)零(?=.角)")
_ZERO_FOR_WAN = re.compile(r"(?<=亿)零(?=.仟)")
RULES: Mapping[str, str] = {
    "zero-before-jiao": "元 is 0 and 角 is not: one 零 or none, both accepted; write it",
    "zero-for-no-wan": "a zero 万 group between 亿 and lower: one 零, which cn2an leaves out",
    "refused": "range 0 to 9,999,999,999,999.99, negative with 负",
    "unexplained": "no rule decides it: one of the two is wrong",
}
"""Each kind of difference with what decides it. Source: contracts.md d.4 rule 7."""


def main() -> None:
    """Measure and report.

    Raises:
        SystemExit: An amount does not read back, or a difference is decided by no rule.
    """
    amounts = random_amounts(AMOUNTS, random.Random(1))  # noqa: S311 - the same every time
    texts, write_ms = _written(amounts)
    lost, read_ms = _lost(amounts, texts)
    remarks = [f"{AMOUNTS - lost:,} of {AMOUNTS:,} are read back as what was written"]
    floor, unexplained = None, 0
    try:
        theirs, their_ms = _written_by_peer(amounts)
    except PeerMissingError as missing:
        remarks.append(str(missing))
    else:
        floor = _a_second(their_ms)
        kinds = Counter(difference(*pair) for pair in zip(texts, theirs, strict=True))
        unexplained = kinds["unexplained"]
        remarks += _comparison(kinds, amounts, theirs)
    rows = [
        Row("write", _a_second(write_ms), "amounts/s", floor),
        Row("read", _a_second(read_ms), "amounts/s"),
    ]
    report("capitals", rows, remarks=remarks)
    if lost or unexplained:
        raise SystemExit(1)


def random_amounts(count: int, chance: random.Random) -> list[int]:
    """Return amounts in 分 of every length alike, half of them with zeros strewn in."""
    made = []
    for _place in range(count):
        figures = [chance.choice("123456789"), *chance.choices("0123456789", k=_DIGITS - 1)]
        figures = figures[: chance.randint(1, _DIGITS)]
        if chance.random() < _GAPS:
            tail = (each if chance.random() < _GAPS else "0" for each in figures[1:])
            figures = [figures[0], *tail]
        sign = -1 if chance.random() < _NEGATIVE else 1
        made.append(sign * int("".join(figures)))
    return made


def difference(ours: str, theirs: str | None) -> str:
    """Name how two writings of an amount differ: a key of `RULES`, "" where they agree."""
    if theirs is None:
        return "refused"
    if ours == theirs:
        return ""
    without = _ZERO_BEFORE_JIAO.sub("", ours)
    if without == theirs:
        return "zero-before-jiao"
    return "zero-for-no-wan" if _ZERO_FOR_WAN.sub("", without) == theirs else "unexplained"


def _comparison(
    kinds: Counter[str], amounts: Sequence[int], theirs: Sequence[str | None]
) -> list[str]:
    """Say how many agree, what decides the rest, and whether ours reads what cn2an writes."""
    count = len(amounts)
    lines = [f"{CN2AN.name} {CN2AN.version} writes {kinds['']:,} of {count:,} alike"]
    for kind, rule in RULES.items():
        if kinds[kind]:
            lines.append(f"{kind}: {kinds[kind]:,} - {rule}")
    said = [pair for pair in zip(amounts, theirs, strict=True) if pair[1] is not None]
    read = sum(_reads(text or "", amount) for amount, text in said)
    lines.append(f"{read:,} of the {len(said):,} that {CN2AN.name} wrote are read as its amounts")
    return lines


def _written(amounts: Sequence[int]) -> tuple[list[str], float]:
    begin = time.perf_counter()
    texts = [capital_amount(amount) for amount in amounts]
    return texts, (time.perf_counter() - begin) * _SECOND_MS


def _lost(amounts: Sequence[int], texts: Sequence[str]) -> tuple[int, float]:
    """Return how many texts do not read as their amounts, and the milliseconds of reading."""
    begin = time.perf_counter()
    wrong = sum(not _reads(text, amount) for amount, text in zip(amounts, texts, strict=True))
    return wrong, (time.perf_counter() - begin) * _SECOND_MS


def _reads(text: str, amount: int) -> bool:
    try:
        return read_capital_amount(text) == amount
    except ValidationError:
        return False


def _written_by_peer(amounts: Sequence[int]) -> tuple[list[str | None], float]:
    """Have cn2an write them in a process of its own.

    Raises:
        PeerMissingError: It cannot be had here.
    """
    done = subprocess.run(
        [CN2AN.interpreter(), _DRIVER],
        input="\n".join(map(str, amounts)),
        capture_output=True,
        check=True,
        text=True,
    )
    answer = json.loads(done.stdout)
    return answer["texts"], float(answer["ms"])


def _a_second(milliseconds: float) -> float:
    return AMOUNTS * _SECOND_MS / milliseconds


if __name__ == "__main__":
    main()
