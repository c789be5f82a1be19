"""Which copy comes next, of how many, and whether it is for signing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.contracts.clauses import ContractTemplate
from app.domain.contracts.fingerprint import contract_fingerprint
from app.domain.contracts.sheet import Review
from app.queries.contracts import ContractSheet
from ui.formats import Formats
from ui.screens.contract.state_words import SIGNING_STATES
from ui.texts import _, n_

_USUAL_ORIGINALS = 4
_PDF = "PDF"


def is_for_signing(
    stored: ContractSheet, review: Review, template: ContractTemplate, values: Mapping[str, Any]
) -> bool:
    """Return whether copies may be printed without the draft mark.

    What was printed for signing before is printed again as it was, if not a word was changed.

    Source: domain.md 4.5; paper.md section 8.
    """
    if stored.fingerprint:
        return contract_fingerprint(template, values) == stored.fingerprint
    return stored.state in SIGNING_STATES and review.is_free


def last_copy(stored: ContractSheet, *, is_draft: bool) -> int:
    """Return the number of the copy printed last; drafts are counted apart from originals."""
    numbers = (each.copy_number for each in stored.prints if each.is_draft is is_draft)
    return max(numbers, default=0)


def originals(template: ContractTemplate, values: Mapping[str, Any]) -> int:
    """Return how many originals the contract itself names."""
    field = template.fields.get("copies_total")
    named = values.get("copies_total") or (field.default if field else None)
    return named if isinstance(named, int) and named > 0 else _USUAL_ORIGINALS


def draft_reasons(
    stored: ContractSheet, review: Review, template: ContractTemplate
) -> Iterator[str]:
    """Yield why copies carry the draft mark, most important first."""
    errors = sum(finding.level == "error" for finding in review.findings)
    if errors:
        words = n_(
            "{count} entry must be mended first.", "{count} entries must be mended first.", errors
        )
        yield words.format(count=errors)
    if not stored.number_is_final:
        yield _("The number is provisional; the office gives the final one at the next sync.")
    if template.header.state != "approved":
        yield _("This version of the text is not approved.")
    elif stored.state != "approved" and not _needs_no_review(review, template):
        yield _("This text needs an approval before signing.")
    if stored.state in {"in_review", "void"}:
        yield _("In its present state it may not be signed.")


def print_history(stored: ContractSheet, formats: Formats, zone_moment: MomentOf) -> Iterator[str]:
    """Yield what was printed before, newest first."""
    for each in reversed(stored.prints):
        words = _("Draft {number}") if each.is_draft else _("Copy {number} of {total}")
        named = words.format(number=each.copy_number, total=each.copies_total)
        when = formats.moment(*zone_moment(each.printed_at))
        where = _("saved as PDF") if each.printer == _PDF else each.printer
        yield " · ".join(part for part in (named, when, where, each.reason) if part)


def _needs_no_review(review: Review, template: ContractTemplate) -> bool:
    is_asked = any(each.code == "contract.approval.needed" for each in review.findings)
    return template.header.free_to_sign and not is_asked
