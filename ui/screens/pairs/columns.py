"""Columns of the pairs: both accounts, what they have in common, how alike they are."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.accounts.duplicates import Likeness
from app.queries.accounts.pairs import AccountPair, PairSide
from ui.formats import Formats
from ui.models.cells import Name, TagCell, Tags
from ui.models.columns import Column
from ui.screens.account.likely_accounts import clue_words
from ui.texts import _
from ui.theme.tokens import Tone


class PairCells:
    """Spells pairs in one language."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def columns(self) -> Sequence[Column[AccountPair]]:
        """Return the columns in order."""
        return (
            Column("first", _("Account"), lambda pair: _side(pair.first)),
            Column("second", _("Other account"), lambda pair: _side(pair.second)),
            Column("clues", _("In common"), _clues, width=250, drop_below=900),
            Column("score", _("Likeness"), self._score, width=190),
        )

    def _score(self, pair: AccountPair) -> Tags:
        share = self._formats.percent(pair.match.score)
        is_certain = pair.match.likeness is Likeness.CERTAIN
        tone: Tone = "bad" if is_certain else "warn"
        words = _("certain") if is_certain else share
        tags = [TagCell(words, tone)]
        if pair.is_proposed:
            tags.append(TagCell(_("merge proposed"), "info"))
        return Tags(tuple(tags))


def _side(side: PairSide) -> Name:
    where = " · ".join(part for part in (side.sector, side.city, side.owner) if part)
    return Name(side.name, where, side.grade)


def _clues(pair: AccountPair) -> str:
    return ", ".join(clue_words(clue) for clue in pair.match.clues)
