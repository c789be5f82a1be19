"""When a file becomes part of a contract, and that no paper of one is deleted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.contracts.annexes import LONGEST_TITLE, checked_title
from app.domain.contracts.life import ANNEX, DRAFT_STATES
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.policy_terms import Actor

_DIGEST = re.compile(r"[0-9a-f]{64}")

Values = Mapping[str, object]


def check_file_create(_user: Actor, record: Values) -> None:
    """Refuse an annex past the draft, or one that could not be printed as it is.

    Whether the user may write the contract asks the policy.

    Args:
        record: As it would be, with what is known of its contract.

    Raises:
        NotAllowedError: `contract.annex.elsewhere` for a contract of another account,
            `contract.annex.fixed` past the draft.
        ValidationError: `contract.annex.digest`, or as `checked_title`.

    Source: domain.md 4.5 (never edit a signed contract), R081; decision 30.
    """
    if record.get("purpose") != ANNEX:
        return
    if record.get("contract_account_id") != record.get("account_id"):
        raise NotAllowedError("contract.annex.elsewhere")
    state = record.get("contract_state")
    if state not in DRAFT_STATES:
        raise NotAllowedError("contract.annex.fixed", state=state or "")
    if checked_title(str(record.get("caption") or "")) != record.get("caption"):
        raise ValidationError("contract.annex.title", most=LONGEST_TITLE)
    if not _DIGEST.fullmatch(str(record.get("sha256") or "")):
        raise ValidationError("contract.annex.digest")


def check_file_delete(before: Values) -> None:
    """Refuse to delete a paper or an annex of a contract: a draft notes what it does without.

    Raises:
        NotAllowedError: `contract.paper.kept`.

    Source: domain.md 4.5 (never edit a signed contract), R081; decision 30.
    """
    if before.get("subject_entity") == "contract" and before.get("purpose"):
        raise NotAllowedError("contract.paper.kept")
