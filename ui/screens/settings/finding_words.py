"""What a check of this computer found, in plain words, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from app.commands.sync.verify import DAMAGE, MENDED, Finding
from ui.formats import Formats
from ui.screens.settings.rows import CheckLine
from ui.texts import _, n_
from ui.theme.tokens import Tone


def finding_lines(findings: Sequence[Finding], formats: Formats) -> tuple[CheckLine, ...]:
    """Return a line for each finding; of neighbours with the same advice only the last gives it."""
    return tuple(
        _line(finding, following, formats)
        for finding, following in zip_longest(findings, findings[1:])
    )


def _line(finding: Finding, following: Finding | None, formats: Formats) -> CheckLine:
    words, advice = _what(finding.rule, finding.count), _advice(finding.rule)
    is_said_below = following is not None and _advice(following.rule) == advice
    return CheckLine(
        words.format(count=formats.count(finding.count), rule=finding.rule),
        "" if is_said_below else advice,
        _tone(finding),
    )


def _tone(finding: Finding) -> Tone:
    if finding.rule in MENDED:
        return "ok"
    return "bad" if finding.rule in DAMAGE else "warn"


def _what(rule: str, count: int) -> str:
    known = _of_the_file(count) | _of_the_list(count) | _of_the_work(count)
    return known.get(rule) or _("Something else is not as it must be ({rule}): {count}.")


def _of_the_file(count: int) -> dict[str, str]:
    return {
        "page_damaged": n_(
            "{count} page of the data file is damaged.",
            "{count} pages of the data file are damaged.",
            count,
        ),
        "file_damaged": n_(
            "The data file contradicts itself in {count} place.",
            "The data file contradicts itself in {count} places.",
            count,
        ),
        "file_missing": n_(
            "The file of {count} photo or attachment is missing on this computer.",
            "The files of {count} photos or attachments are missing on this computer.",
            count,
        ),
    }


def _of_the_list(count: int) -> dict[str, str]:
    return {
        "account_without_card": n_(
            "{count} account was missing in the account list.",
            "{count} accounts were missing in the account list.",
            count,
        ),
        "card_without_account": n_(
            "{count} row of the account list belonged to no account.",
            "{count} rows of the account list belonged to no account.",
            count,
        ),
        "words_without_account": n_(
            "{count} entry of the search led to no account.",
            "{count} entries of the search led to no account.",
            count,
        ),
        "account_without_words": n_(
            "The search could not find {count} account.",
            "The search could not find {count} accounts.",
            count,
        ),
    }


def _of_the_work(count: int) -> dict[str, str]:
    return {
        "journal_broken": n_(
            "{count} entry of the journal is no longer as it was written, or follows a gap.",
            "{count} entries of the journal are no longer as they were written, or follow a gap.",
            count,
        ),
        "operation_without_group": n_(
            "{count} change has lost its entry in the journal.",
            "{count} changes have lost their entries in the journal.",
            count,
        ),
        "row_nobody_saved": n_(
            "{count} record is on this computer only, and nothing waits that would send it.",
            "{count} records are on this computer only, and nothing waits that would send them.",
            count,
        ),
    }


def _advice(rule: str) -> str:
    if rule in MENDED:
        return _("This has been put right; there is nothing to do.")
    if rule in DAMAGE:
        return _(
            "First sync, so that what waits is sent. Then lock Roadbook and"
            " unlock it: it checks the whole file, rescues what was not sent, and says how to go"
            " on. Do not delete the old file."
        )
    return _advice_on_work().get(rule) or _("Compare with the server, and tell the administrator.")


def _advice_on_work() -> dict[str, str]:
    return {
        "file_missing": _(
            "What the server has is fetched again when you open it online. What was never sent is"
            " gone: open the photos and papers of the last days, and add again what is missing."
        ),
        "journal_broken": _(
            "Compare with the server. If Roadbook then asks you to sign in again, do so: what was"
            " not sent is shown for review. Tell the administrator in any case."
        ),
        "operation_without_group": _(
            "If it was not sent before, it cannot be sent any more. Compare with the server, look"
            " through what you entered last, enter again what is missing, and tell the"
            " administrator."
        ),
        "row_nobody_saved": _(
            "Compare with the server, then check again. What is named here once more, the server"
            " does not have: tell the administrator before you enter it again."
        ),
    }
