"""Finds for every block that was sent the block that came back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from app.domain.redline.blocks import Block
from app.domain.redline.likeness import likeness, pairs_of_letters

ALIKE, SAME_NUMBER, ELSEWHERE = 0.4, 0.15, 0.6
"""Share of common pairs of letters from which two blocks are versions of one another: side by
side, under the same number, and far from each other."""
_LEAST_MOVED = 8
"""Shorter blocks stand in many places; nobody moved them."""
_MOST_GAP = 80
_NEAR = 12
_SHORT_CELL = 40
_COMMON, _LOOKED_AT = 30, 3


@dataclass(frozen=True, slots=True)
class Match:
    """Blocks that belong together, by their places; several where paragraphs were split or joined.

    Attributes:
        sent: Places among the sent blocks; none for an added one.
        returned: Places among the returned blocks; none for a missing one.
        is_moved: Whether it stands elsewhere.
    """

    sent: tuple[int, ...]
    returned: tuple[int, ...]
    is_moved: bool = False


def match_blocks(sent: Sequence[Block], returned: Sequence[Block]) -> tuple[Match, ...]:
    """Return every block once, in the order of what was sent; added ones where they stand."""
    found: list[Match] = []
    last_sent = last_returned = 0
    for place_sent, place_returned, size in _equal_runs(sent, returned):
        gap = range(last_sent, place_sent), range(last_returned, place_returned)
        found += _match_reflowed(sent, returned, *gap)
        found += [Match((place_sent + n,), (place_returned + n,)) for n in range(size)]
        last_sent, last_returned = place_sent + size, place_returned + size
    return tuple(_with_moved(found, sent, returned))


def _equal_runs(sent: Sequence[Block], returned: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
    old, new = [block.key for block in sent], [block.key for block in returned]
    for run in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield run.a, run.b, run.size


def _match_reflowed(
    sent: Sequence[Block], returned: Sequence[Block], old: range, new: range
) -> list[Match]:
    """Match runs whose words are equal and only broken elsewhere; then what lies between them."""
    found: list[Match] = []
    first_old, first_new = old.start, new.start
    for one in old:
        if one < first_old:
            continue
        run = _equal_words(sent, returned, range(one, old.stop), range(first_new, new.stop))
        if run is None:
            continue
        olds, news = run
        found += _match_gap(
            sent, returned, range(first_old, olds.start), range(first_new, news.start)
        )
        found.append(Match(tuple(olds), tuple(news)))
        first_old, first_new = olds.stop, news.stop
    found += _match_gap(sent, returned, range(first_old, old.stop), range(first_new, new.stop))
    return found


def _equal_words(
    sent: Sequence[Block], returned: Sequence[Block], old: range, new: range
) -> tuple[range, range] | None:
    """Return the run from the first sent block on that has the same words on both sides."""
    head = sent[old.start].key
    for start in new[:_NEAR]:
        begin = returned[start].key
        if not (head.startswith(begin) or begin.startswith(head)):
            continue
        ours, theirs, one, other = head, begin, old.start + 1, start + 1
        while ours != theirs:
            if ours.startswith(theirs) and other < new.stop:
                theirs, other = theirs + returned[other].key, other + 1
            elif theirs.startswith(ours) and one < old.stop:
                ours, one = ours + sent[one].key, one + 1
            else:
                break
        if ours == theirs:
            return range(old.start, one), range(start, other)
    return None


def _match_gap(
    sent: Sequence[Block], returned: Sequence[Block], old: range, new: range
) -> list[Match]:
    if not old or not new:
        return [Match((place,), ()) for place in old] + [Match((), (place,)) for place in new]
    if len(old) > _MOST_GAP or len(new) > _MOST_GAP:
        pairs = _pairs_by_grams(sent, returned, old, new, ALIKE, in_order=True)
    else:
        pairs = _best_pairs(sent, returned, old, new)
    return _grown(sent, returned, (old, new), _with_cells(sent, returned, (old, new), pairs))


def _best_pairs(
    sent: Sequence[Block], returned: Sequence[Block], old: range, new: range
) -> dict[int, int]:
    """Return the pairs in order with the greatest likeness in all."""
    grams_old = [pairs_of_letters(sent[place].key) for place in old]
    grams_new = [pairs_of_letters(returned[place].key) for place in new]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    degree: dict[tuple[int, int], float] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            alike = likeness(grams_old[i], grams_new[j])
            label = sent[old[i]].label
            is_same = bool(label) and label == returned[new[j]].label
            if alike >= ALIKE or (is_same and alike >= SAME_NUMBER):
                degree[i, j] = alike
            taken = degree.get((i, j), 0.0) + best[i + 1][j + 1] if (i, j) in degree else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    pairs, i, j = {}, 0, 0
    while i < len(old) and j < len(new):
        is_taken = (i, j) in degree and best[i][j] == degree[i, j] + best[i + 1][j + 1]
        if is_taken:
            pairs[old[i]] = new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _with_cells(
    sent: Sequence[Block],
    returned: Sequence[Block],
    gap: tuple[range, range],
    pairs: dict[int, int],
) -> dict[int, int]:
    """Pair short cells by their place: "36" and "40" share nothing but where they stand."""
    made = dict(pairs)
    bounds = [(gap[0].start - 1, gap[1].start - 1), *sorted(pairs.items())]
    bounds.append((gap[0].stop, gap[1].stop))
    for (old_from, new_from), (old_to, new_to) in pairwise(bounds):
        old, new = range(old_from + 1, old_to), range(new_from + 1, new_to)
        if len(old) != len(new):
            continue
        made |= {
            one: other
            for one, other in zip(old, new, strict=True)
            if _is_cell(sent[one]) and _is_cell(returned[other])
        }
    return made


def _is_cell(block: Block) -> bool:
    return not block.label and len(block.key) <= _SHORT_CELL


def _grown(
    sent: Sequence[Block],
    returned: Sequence[Block],
    gap: tuple[range, range],
    pairs: dict[int, int],
) -> list[Match]:
    """Draw neighbours into a pair where a paragraph was split or two were joined."""
    taken = set(pairs.values())
    free_old = {place for place in gap[0] if place not in pairs}
    free_new = {place for place in gap[1] if place not in taken}
    found: list[Match] = []
    for one, other in sorted(pairs.items()):
        olds, news = [one], [other]
        for step in (1, -1):
            _grow(news, free_new, step, _gain(sent, returned, olds, news, of_new=True))
            _grow(olds, free_old, step, _gain(sent, returned, olds, news, of_new=False))
        found.append(Match(tuple(olds), tuple(news)))
    found += [Match((place,), ()) for place in sorted(free_old)]
    return _in_order(found, sorted(free_new))


def _grow(
    places: list[int], free: set[int], step: int, is_gain: Callable[[list[int]], bool]
) -> None:
    """Take free neighbours on one side for as long as that makes the two sides more alike."""
    while True:
        neighbour = places[-1] + 1 if step > 0 else places[0] - 1
        wider = [*places, neighbour] if step > 0 else [neighbour, *places]
        if neighbour not in free or not is_gain(wider):
            return
        free.remove(neighbour)
        places[:] = wider


def _gain(
    sent: Sequence[Block],
    returned: Sequence[Block],
    olds: list[int],
    news: list[int],
    *,
    of_new: bool,
) -> Callable[[list[int]], bool]:
    def alike(old: list[int], new: list[int]) -> float:
        one, other = "".join(sent[p].key for p in old), "".join(returned[p].key for p in new)
        return likeness(pairs_of_letters(one), pairs_of_letters(other))

    def is_gain(wider: list[int]) -> bool:
        more = alike(olds, wider) if of_new else alike(wider, news)
        return more > alike(olds, news)

    return is_gain


def _in_order(found: list[Match], added: Sequence[int]) -> list[Match]:
    """Put added blocks behind the match that they follow."""
    ordered = sorted(found, key=lambda match: match.sent[0])
    for place in added:
        behind = 0
        for at, match in enumerate(ordered):
            if match.returned and match.returned[-1] < place:
                behind = at + 1
        ordered.insert(behind, Match((), (place,)))
    return ordered


def _with_moved(
    found: Sequence[Match], sent: Sequence[Block], returned: Sequence[Block]
) -> Iterator[Match]:
    missing = [match.sent[0] for match in found if not match.returned]
    added = [match.returned[0] for match in found if not match.sent]
    movable_old = [place for place in missing if len(sent[place].key) >= _LEAST_MOVED]
    movable_new = [place for place in added if len(returned[place].key) >= _LEAST_MOVED]
    moved = _pairs_by_grams(sent, returned, movable_old, movable_new, ELSEWHERE, in_order=False)
    gone = set(moved.values())
    for match in found:
        if match.sent and not match.returned and match.sent[0] in moved:
            yield Match(match.sent, (moved[match.sent[0]],), is_moved=True)
        elif match.sent or match.returned[0] not in gone:
            yield match


def _pairs_by_grams(
    sent: Sequence[Block],
    returned: Sequence[Block],
    old: Sequence[int],
    new: Sequence[int],
    least: float,
    *,
    in_order: bool,
) -> dict[int, int]:
    """Pair the most alike, found by the rare pairs of letters they share."""
    grams_new = {place: pairs_of_letters(returned[place].key) for place in new}
    where: dict[str, list[int]] = defaultdict(list)
    for place, grams in grams_new.items():
        for gram in grams:
            where[gram].append(place)
    candidates: list[tuple[float, int, int]] = []
    for one in old:
        grams = pairs_of_letters(sent[one].key)
        shared: Counter[int] = Counter()
        for gram in grams:
            if len(where[gram]) <= _COMMON:
                shared.update(where[gram])
        for other, _count in shared.most_common(_LOOKED_AT):
            alike = likeness(grams, grams_new[other])
            if alike >= least:
                candidates.append((-alike, one, other))
    return _greedy(sorted(candidates), in_order=in_order)


def _greedy(candidates: Sequence[tuple[float, int, int]], *, in_order: bool) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _alike, one, other in candidates:
        if one in pairs or other in taken:
            continue
        crosses = in_order and any((a < one) != (b < other) for a, b in pairs.items())
        if not crosses:
            pairs[one] = other
            taken.add(other)
    return pairs
