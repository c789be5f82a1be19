"""What a power cut leaves of files: everything that was synced, and any part of what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.watched_disk import Step

SECTOR = 512
CUTS = ("nothing", "everything", "torn", "mixed")


@dataclass
class _File:
    """One file: what is on the disk for certain, and what the cache still holds."""

    durable: bytearray | None = None
    pending: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class Image:
    """What lies on the disk after the power came back.

    Attributes:
        at: How many steps were done when it was cut.
        cut: What became of writes that were not synced, one of `CUTS`.
        files: Contents by path; a missing file is not in it.
    """

    at: int
    cut: str
    files: dict[str, bytes]

    def write_to(self, folder: Path, *, root: Path) -> None:
        """Put the files below a folder as they lay below `root`."""
        for name, content in self.files.items():
            target = folder / Path(name).relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def crash_images(steps: Sequence[Step], moments: Sequence[int], chance: Random) -> Iterator[Image]:
    """Yield an image for each moment, a number of steps done; the moments ascend.

    Of writes that no sync followed, none may have reached the disk, or all, or those up to one
    that was torn, or any sectors of any of them, some filled with noise. A deleted file may come
    back until something else was synced. Writes never spoil bytes outside of themselves.
    """
    files: dict[str, _File] = {}
    done = 0
    for number, moment in enumerate(moments):
        for step in steps[done:moment]:
            _do(files, step)
        done = moment
        cut = CUTS[number % len(CUTS)]
        held = {name: _after(file, cut, chance) for name, file in files.items()}
        yield Image(
            moment, cut, {name: bytes(raw) for name, raw in held.items() if raw is not None}
        )


def _do(files: dict[str, _File], step: Step) -> None:
    if step.kind == "mark":
        return
    file = files.setdefault(step.path, _File())
    if step.kind != "sync":
        file.pending.append(step)
        return
    for name, other in files.items():
        # A sync takes along what the file system's own log holds: deletions before it.
        gone = [at for at, one in enumerate(other.pending) if one.kind == "delete"]
        if name == step.path:
            _flush(other, len(other.pending))
        elif gone:
            _flush(other, gone[-1] + 1)


def _flush(file: _File, count: int) -> None:
    for step in file.pending[:count]:
        file.durable = _applied(file.durable, step)
    del file.pending[:count]


def _after(file: _File, cut: str, chance: Random) -> bytearray | None:
    content = None if file.durable is None else bytearray(file.durable)
    steps = file.pending
    if cut == "nothing":
        return content
    torn = chance.randrange(len(steps) + 1) if cut == "torn" else len(steps)
    for number, step in enumerate(steps):
        if cut == "mixed":
            content = _partly(content, step, chance)
        elif number < torn:
            content = _applied(content, step)
        elif number == torn and step.kind == "write":
            short = step.content[: chance.randrange(len(step.content))]
            content = _applied(content, Step("write", step.path, step.at, short))
    return content


def _partly(content: bytearray | None, step: Step, chance: Random) -> bytearray | None:
    if step.kind != "write":
        return _applied(content, step) if chance.random() < 0.5 else content
    fate = chance.random()
    if fate < 0.3:
        return content
    if fate < 0.6:
        return _applied(content, step)
    for at in range(0, len(step.content), SECTOR):
        part = step.content[at : at + SECTOR]
        match chance.randrange(3):
            case 0:
                content = _applied(content, Step("write", step.path, step.at + at, part))
            case 1:
                noise = chance.randbytes(len(part))
                content = _applied(content, Step("write", step.path, step.at + at, noise))
    return content


def _applied(content: bytearray | None, step: Step) -> bytearray | None:
    if step.kind == "delete":
        return None
    content = bytearray() if content is None else content
    if step.kind == "cut":
        del content[step.at :]
        content.extend(bytes(step.at - len(content)))
    else:
        content.extend(bytes(max(step.at - len(content), 0)))
        content[step.at : step.at + len(step.content)] = step.content
    return content
