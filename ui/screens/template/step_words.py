"""The steps of a version as buttons, and the sentence above its page."""

from __future__ import annotations

from collections.abc import Iterator

from app.queries.contracts.templates import VersionDetail
from ui.screens.contract.rows import Tone
from ui.screens.template.rows import ActionSpec, HeadView
from ui.screens.template.version_words import name_in, state_words
from ui.texts import _, sentence

_NO_BANNER: tuple[str, Tone, str, str] = ("", "info", "info", "")


def step_actions(detail: VersionDetail, *, is_block: bool) -> tuple[ActionSpec, ...]:
    """Return the steps that lie ahead for this user; the filled button comes last."""
    steps = detail.steps
    offered = (
        (is_block and detail.state == "approved" and steps.copies and bool(detail.uses),
         ActionSpec("spread", _("Take over into texts…"), "git-compare-arrows")),
        (steps.withdraws, ActionSpec("withdraw", _("Withdraw…"), "ban")),
        (steps.copies, ActionSpec("copy", _("Next version"), "copy")),
        (steps.takes_back, ActionSpec("take_back", _("Take back"), "undo-2")),
        (steps.submits, ActionSpec("submit", _("Submit for approval"), "send")),
        (steps.decides, ActionSpec("return", _("Send back…"), "undo-2")),
        (steps.decides, ActionSpec("approve", _("Approve"), "badge-check", "primary")),
        (steps.edits, ActionSpec("save", _("Save"), "check", "primary")),
    )  # fmt: skip
    return tuple(action for is_possible, action in offered if is_possible)


def head_of(detail: VersionDetail, language: str, *, is_typed: bool, was_changed: bool) -> HeadView:
    """Return title, state and the sentence above the page.

    Args:
        detail: The version.
        language: The user's.
        is_typed: Whether something was typed that was not saved.
        was_changed: Whether somebody else saved it meanwhile.
    """
    fields = detail.fields
    title = name_in(language, str(fields["name"]), str(fields["name_en"] or ""))
    words, tone, icon, link = next(
        _banners(detail, is_typed=is_typed, was_changed=was_changed), _NO_BANNER
    )
    return HeadView(
        title,
        f"{fields['code']}·{fields['version']}",
        state_words(detail.state, is_submitted=fields["submitted_at"] is not None),
        words,
        tone,
        icon,
        link,
        is_locked=not detail.steps.edits,
    )


def _banners(
    detail: VersionDetail, *, is_typed: bool, was_changed: bool
) -> Iterator[tuple[str, Tone, str, str]]:
    """Yield what could be said, most important first."""
    fields, steps, state = detail.fields, detail.steps, detail.state
    waits = fields["submitted_at"] is not None
    if was_changed:
        words = _("Somebody saved this version while you typed. What you typed is shown.")
        yield words, "warn", "git-compare-arrows", _("Show theirs")
    if steps.refusal:
        yield sentence(steps.refusal), "info", "lock", ""
    if steps.decides:
        words = _("Read the paper and the differences, then approve it or send it back.")
        yield words, "info", "badge-check", ""
    if is_typed:
        words = _("Typed on this device and not saved yet: colleagues see the version before.")
        yield words, "info", "file-pen-line", _("Throw away what was typed")
    if state == "draft" and waits:
        yield _("Waits for finance. Saving a change takes it back."), "info", "hourglass", ""
    if state == "draft" and fields["review_note"]:
        words = _("Finance sent it back: {words}").format(words=fields["review_note"])
        yield words, "warn", "message-square-warning", ""
    if state == "approved":
        words = _("Approved: not a letter changes any more. The next version begins as a draft.")
        yield words, "info", "lock", ""
    if state == "withdrawn":
        words = _("Withdrawn: {reason}").format(reason=fields["withdraw_reason"] or "")
        yield words, "info", "ban", ""
