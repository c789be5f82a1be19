"""The life of a template or library block: who writes it, who approves it, when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.contracts.clauses.parts import TemplateState
from app.domain.contracts.texts.block import read_block_text, review_block
from app.domain.contracts.texts.remarks import read_remarks
from app.domain.contracts.texts.review import TemplateFinding, review_text, unsafe_findings
from app.domain.contracts.texts.text import read_template_text, text_fingerprint
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.policy_terms import Action, Role
from app.domain.schema import split_labels

Values = Mapping[str, object]

TEMPLATE, BLOCK = "contract_template", "clause_block"
WRITTEN = frozenset({TEMPLATE, BLOCK})
"""Entities with this life."""

WORDS = frozenset(
    {
        "code",
        "clause_group",
        "name",
        "name_en",
        "version",
        "library_version",
        "previous_id",
        "remarks",
    }
    | {"valid_from_on", "valid_to_on", "free_to_sign", "body", "library"}
)
"""Fields that are written while a version is a draft, and never afterwards."""

_OWN = frozenset({"edited_by", "submitted_at"})
_WRITERS, _DECIDERS = frozenset({Role.GROUP_MARKETING}), frozenset({Role.FINANCE})


@dataclass(frozen=True, slots=True)
class TemplateStep:
    """One step.

    Attributes:
        name: "edit", "submit", "reopen", "return", "approve" or "withdraw".
        roles: Who takes it.
        action: What the policy is asked for.
        fields: All that is written with it.
        needs: Of these, what has to be said.
        signs: Field that must name who takes it.
        is_clean: Whether the text must be without errors.
    """

    name: str
    roles: frozenset[Role]
    fields: frozenset[str]
    action: Action = Action.UPDATE
    needs: tuple[str, ...] = ()
    signs: str = ""
    is_clean: bool = False


_APPROVAL = frozenset({"state", "approved_by", "approved_at", "fingerprint"})
_WITHDRAWAL = frozenset({"state", "withdrawn_by", "withdrawn_at", "withdraw_reason"})
STEPS: Mapping[str, TemplateStep] = {
    step.name: step
    for step in (
        TemplateStep("edit", _WRITERS, WORDS | _OWN),
        TemplateStep("submit", _WRITERS, WORDS | _OWN, is_clean=True),
        TemplateStep("reopen", _WRITERS, WORDS | _OWN),
        TemplateStep(
            "return",
            _DECIDERS,
            frozenset({"submitted_at", "review_note"}),
            Action.APPROVE,
            ("review_note",),
        ),
        TemplateStep(
            "approve",
            _DECIDERS,
            _APPROVAL,
            Action.APPROVE,
            ("approved_at", "fingerprint"),
            "approved_by",
            is_clean=True,
        ),
        TemplateStep(
            "withdraw",
            _WRITERS | _DECIDERS,
            _WITHDRAWAL,
            Action.UPDATE,
            ("withdrawn_at", "withdraw_reason"),
            "withdrawn_by",
        ),
    )
}
"""Source: domain.md 2.7, 5.2 row "template": group marketing writes, finance approves."""


def find_step(before: Values, changed: Values) -> TemplateStep:
    """Return the step that an edit is.

    Raises:
        NotAllowedError: There is none between the two states; `template.step.unknown`.
    """
    state = str(before.get("state") or "draft")
    after = str(changed.get("state", state))
    match state, after:
        case "draft", "draft":
            return STEPS[_draft_step(before, changed)]
        case "draft", "approved":
            return STEPS["approve"]
        case "approved", "withdrawn":
            return STEPS["withdraw"]
    if state == after:
        raise NotAllowedError("template.fixed", state=state)
    raise NotAllowedError("template.step.unknown", before=state, after=after)


def check_template_begin(entity: str, record: Values, *, user_id: str) -> None:
    """Refuse a new version that does not begin as its author's own draft, within bounds.

    Raises:
        NotAllowedError: `template.step.unknown`, `template.step.author`, `template.fixed`.
        ValidationError: The text is too large, unreadable or unsafe.
    """
    if record.get("state") != "draft":
        raise NotAllowedError("template.step.unknown", before="", after=record.get("state"))
    if record.get("author_id") != user_id or user_id not in _writers(record):
        raise NotAllowedError("template.step.author", step="begin")
    later = (_APPROVAL | _WITHDRAWAL | {"submitted_at", "review_note"}) - {"state"}
    if any(record.get(name) is not None for name in later):
        raise NotAllowedError("template.fixed", state="draft")
    check_words(entity, record)


def check_template_edit(
    entity: str, before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
) -> Action:
    """Refuse an edit that is no step, or that this person may not take.

    Args:
        entity: Template or block.
        before: The version as it is.
        changed: New values.
        user_id: Who edits.
        roles: What that person is.

    Returns:
        What the policy is to be asked for.

    Raises:
        NotAllowedError: `template.step.unknown`, `.role`, `.author`, `.incomplete` with the
            missing `field`, `template.fixed`, `template.not_submitted`, `template.submitted`,
            `template.text.differs`, `template.header.differs`, or `template.review.open` with the
            first place that is not right.
        ValidationError: The text is too large, unreadable or unsafe.

    Source: domain.md 2.7, 5.2, 5.4: nobody approves what he wrote himself.
    """
    step = find_step(before, changed)
    after = {**before, **changed}
    if not roles & step.roles:
        raise NotAllowedError("template.step.role", step=step.name)
    for name in sorted(set(changed) - step.fields):
        raise NotAllowedError("template.fixed", state=before.get("state"), field=name)
    for name in step.needs:
        if not changed.get(name):
            raise NotAllowedError("template.step.incomplete", step=step.name, field=name)
    if step.signs and changed.get(step.signs) != user_id:
        raise NotAllowedError("template.step.incomplete", step=step.name, field=step.signs)
    if step.roles == _WRITERS:
        _check_writing(entity, step, before, changed, user_id)
    if step.action is Action.APPROVE:
        _check_decision(step, before, after, user_id)
    if step.is_clean:
        check_clean(entity, after)
    is_decider = step.name == "withdraw" and not roles & _WRITERS
    return Action.APPROVE if is_decider else step.action


def check_template_delete(before: Values) -> None:
    """Refuse to delete what was approved: contracts stand on it.

    Raises:
        NotAllowedError: `template.fixed`.
    """
    if before.get("state") != "draft":
        raise NotAllowedError("template.fixed", state=before.get("state"))


def check_words(entity: str, record: Values) -> None:
    """Refuse words that are not even kept in a draft.

    Raises:
        ValidationError: Of `read_bounded`, `read_remarks`, or the first of `unsafe_findings` with
            its place in `where`.
    """
    if entity == BLOCK:
        text = read_block_text(str(record.get("body") or "")).as_template()
    else:
        text = read_template_text(str(record.get("body")), str(record.get("library")))
    read_remarks(_text(record.get("remarks")))
    for finding in unsafe_findings(text):
        raise ValidationError(finding.code, where=finding.where, **finding.params)


def review_record(entity: str, record: Values) -> tuple[TemplateFinding, ...]:
    """Return all findings about a version as it is stored.

    Raises:
        ValidationError: The text cannot be read within its bounds.
    """
    remarks = read_remarks(_text(record.get("remarks")))
    if entity == BLOCK:
        return review_block(read_block_text(str(record.get("body") or "")), remarks)
    text = read_template_text(str(record.get("body")), str(record.get("library")))
    return review_text(text, remarks)


def check_clean(entity: str, record: Values) -> None:
    """Refuse a text with an error, or one that is not what its record says.

    Raises:
        NotAllowedError: `template.review.open` with `count`, `where` and `fault` of the first, or
            `template.header.differs`.
    """
    errors = [each for each in review_record(entity, record) if each.level == "error"]
    if errors:
        first = errors[0]
        raise NotAllowedError(
            "template.review.open", count=len(errors), where=first.where, fault=first.code
        )
    _check_mirror(entity, record)


def state_at(record: Values, at: int | None = None) -> TemplateState:
    """Return where a version stood at a moment: what was printed before it was withdrawn stays.

    Args:
        record: The version.
        at: Milliseconds since 1970 UTC; None asks how it stands now.
    """
    withdrawn_at = record.get("withdrawn_at")
    match record.get("state"):
        case "approved":
            return "approved"
        case "withdrawn" if at is not None and isinstance(withdrawn_at, int) and at < withdrawn_at:
            return "approved"
        case "withdrawn":
            return "withdrawn"
    return "draft"


def _draft_step(before: Values, changed: Values) -> str:
    if changed.get("submitted_at") is not None:
        return "submit"
    if "submitted_at" not in changed or before.get("submitted_at") is None:
        return "edit"
    return "return" if "review_note" in changed else "reopen"


def _check_writing(
    entity: str, step: TemplateStep, before: Values, changed: Values, user_id: str
) -> None:
    touched = WORDS.intersection(changed)
    if touched and step.name == "edit" and before.get("submitted_at") is not None:
        raise NotAllowedError("template.submitted")
    after = {**before, **changed}
    is_own = user_id in _writers(after) and _writers(before) <= _writers(after)
    if (touched or "edited_by" in changed) and not is_own:
        raise NotAllowedError("template.step.author", step=step.name)
    if touched & {"body", "library", "remarks"}:
        check_words(entity, after)


def _check_decision(step: TemplateStep, before: Values, after: Values, user_id: str) -> None:
    if before.get("submitted_at") is None:
        raise NotAllowedError("template.not_submitted", step=step.name)
    if user_id in _writers(before):
        raise NotAllowedError("template.step.author", step=step.name)
    words = str(after.get("body")), str(after.get("library") or "")
    if step.name == "approve" and after.get("fingerprint") != text_fingerprint(*words):
        raise NotAllowedError("template.text.differs")


def _writers(record: Values) -> frozenset[str]:
    named = split_labels(_text(record.get("edited_by")))
    author = record.get("author_id")
    return frozenset(named) | ({str(author)} if author else frozenset())


def _check_mirror(entity: str, record: Values) -> None:
    """Refuse a record whose lists would say something else than its paper."""
    if entity == BLOCK:
        return
    header = read_template_text(str(record.get("body")), str(record.get("library"))).header
    said = {
        "code": header.get("code"),
        "name": header.get("name_zh"),
        "name_en": header.get("name_en"),
        "version": header.get("version"),
        "library_version": header.get("library_version"),
        "valid_from_on": str(header.get("valid_from")),
        "valid_to_on": str(header.get("valid_to")),
        "free_to_sign": bool(header.get("free_to_sign")),
    }
    for name, value in said.items():
        stored = record.get(name)
        if (bool(stored) if name == "free_to_sign" else stored) != value:
            raise NotAllowedError("template.header.differs", field=name)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
