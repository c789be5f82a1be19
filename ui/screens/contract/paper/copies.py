"""Which copy comes next, of how many, and whether it is for signing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.domain.contracts.checks.checking import is_outside_policy
from app.domain.contracts.life import AFTER_SIGNATURE
from app.domain.contracts.sheet import Review
from app.domain.contracts.wording.fingerprint import contract_fingerprint
from app.domain.contracts.wording.value_types import fitting_values
from app.queries.contracts.page import ContractSheet, PrintLine
from ui.formats import Formats
from ui.screens.contract.open_contract import OpenContract
from ui.screens.contract.words.states import SIGNING_STATES
from ui.texts import _, n_

PDF = "PDF"
_USUAL_ORIGINALS = 4


def carries_draft_mark(opened: OpenContract, review: Review, values: Mapping[str, Any]) -> bool:
    """Return whether copies print with 草稿　未生效 across the page.

    What was printed for signing or signed is printed again as it was, if not a word was changed.

    Source: domain.md 4.5; paper.md section 8.
    """
    stored = opened.stored
    if stored.fingerprint:
        fitting = fitting_values(opened.template, values)
        return contract_fingerprint(opened.template, fitting) != stored.fingerprint
    if stored.state in AFTER_SIGNATURE:
        return False
    return stored.state not in SIGNING_STATES or not review.is_free


def last_copy(stored: ContractSheet, *, is_draft: bool) -> int:
    """Return the number of the copy printed last; drafts are counted apart from originals."""
    numbers = (each.copy_number for each in stored.prints if each.is_draft is is_draft)
    return max(numbers, default=0)


def next_copy(stored: ContractSheet, total: int, *, is_draft: bool) -> int:
    """Return which copy is proposed: the next one, or the first again once all were made."""
    last = last_copy(stored, is_draft=is_draft)
    return last + 1 if is_draft or last < total else 1


def printed_total(stored: ContractSheet, number: int) -> int:
    """Return of how many an original said it was one; 0 for one that was never printed.

    Printed again it says the same: so its bytes are the same.
    """
    found = (each for each in stored.prints if not each.is_draft and each.copy_number == number)
    return next((each.copies_total for each in found), 0)


def differs_from_first(stored: ContractSheet, number: int, sha256: str) -> bool:
    """Return whether an original that is printed again came out otherwise than the first time.

    Never by the words, which its fingerprint holds fast; by a newer program or another typeface.
    """
    first = next(
        (each for each in stored.prints if not each.is_draft and each.copy_number == number), None
    )
    return first is not None and bool(first.pdf_sha256) and first.pdf_sha256 != sha256


def originals(opened: OpenContract, values: Mapping[str, Any]) -> int:
    """Return how many originals the contract itself names."""
    field = opened.template.fields.get("copies_total")
    named = values.get("copies_total") or (field.default if field else None)
    return named if isinstance(named, int) and named > 0 else _USUAL_ORIGINALS


def draft_reasons(opened: OpenContract, review: Review) -> Iterator[str]:
    """Yield why copies carry the draft mark, most important first."""
    stored, template = opened.stored, opened.template
    if stored.fingerprint:
        yield _("The words are not those that were printed for signing.")
        return
    if stored.state not in SIGNING_STATES:
        yield _("In its present state it may not be signed.")
    errors = sum(finding.level == "error" for finding in review.findings)
    if errors:
        words = n_(
            "{count} entry must be mended first.", "{count} entries must be mended first.", errors
        )
        yield words.format(count=errors)
    if not stored.can_be_numbered:
        yield _("No contract number is left on this device; sync once to get new ones.")
    if template.header.state != "approved":
        yield _("This version of the text is not approved.")
    elif stored.state != "approved" and _needs_review(opened, review):
        yield _("This text needs an approval before signing.")


def print_history(
    prints: tuple[PrintLine, ...],
    formats: Formats,
    moment: Callable[[int], dt.datetime],
    now: dt.datetime,
) -> Iterator[str]:
    """Yield what was printed before, newest first."""
    for each in reversed(prints):
        words = _("Draft {number}") if each.is_draft else _("Copy {number} of {total}")
        named = words.format(number=each.copy_number, total=each.copies_total)
        when = formats.moment(moment(each.printed_at), now=now)
        where = _("saved as PDF") if each.printer == PDF else each.printer
        yield "·".join(part for part in (named, when, where, each.reason) if part)


def _needs_review(opened: OpenContract, review: Review) -> bool:
    is_asked = any(is_outside_policy(each.code) for each in review.findings)
    return is_asked or not opened.template.header.free_to_sign
