"""The papers of a contract and the result of a comparison in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from app.domain.redline.comparison import Comparison, Row
from app.domain.redline.returned import Remark
from app.exchange.pdf_signatures import PdfSignature, parse_signatures
from app.queries.contracts.papers import ContractPapers, PaperFile, PenLine, ReturnedLine
from ui.field_texts import choice_label
from ui.screens.returned.rows import PaperRow
from ui.texts import _, n_, p_
from ui.theme.tokens import Tone

_LOOKS: dict[str, tuple[Tone, str]] = {
    "same_file": ("ok", "circle-check"),
    "same_words": ("ok", "circle-check"),
    "changed": ("warn", "git-compare-arrows"),
    "unreadable": ("quiet", "image"),
}
_WEIGHTY: Tone = "bad"
When = Callable[[int], str]
"""Writes a moment of milliseconds since 1970 UTC."""


def paper_rows(papers: ContractPapers, when: When) -> Iterator[PaperRow]:
    """Yield what lies with a contract: returned copies, scans, signatures."""
    for line in papers.returns:
        yield _return_row(line, when)
    pages = len(papers.signed_pages)
    for file in papers.files:
        if file.purpose != "returned_copy":
            yield _file_row(file, pages)
    for pen in papers.pens:
        yield _pen_row(pen, when)


def _return_row(line: ReturnedLine, when: When) -> PaperRow:
    tone, icon = _LOOKS[line.verdict]
    if line.figures or line.silent:
        tone = _WEIGHTY
    day = when(line.returned_at)
    return PaperRow(
        kind="return",
        id=line.id,
        sha256=line.file_sha256,
        media_type="",
        title=line.file_name or _("Pasted text"),
        sub=" · ".join(part for part in (day, line.checked_by) if part),
        tag=_change_count(line.changes)
        if line.verdict == "changed"
        else choice_label("contract_return", "verdict", line.verdict),
        tone=tone,
        icon=icon,
        file_name=line.file_name,
    )


def _change_count(count: int) -> str:
    return n_("{count} change", "{count} changes", count).format(count=count)


def _file_row(file: PaperFile, pages: int) -> PaperRow:
    title = choice_label("attachment", "purpose", file.purpose) if file.purpose else file.file_name
    if file.purpose == "signed_copy":
        title = _("Signed copy, page {page} of {total}").format(page=file.page, total=pages)
    return PaperRow(
        "file",
        file.id,
        file.sha256,
        file.media_type,
        title,
        file.file_name,
        file_name=file.file_name,
    )


def _pen_row(pen: PenLine, when: When) -> PaperRow:
    title = _("Drawn on screen: {name}").format(name=pen.signatory)
    sub = f"{when(pen.began_at)} · {device_words(pen.device)}"
    return PaperRow("pen", pen.id, "", "", title, sub)


def device_words(device: str) -> str:
    """Return what somebody drew with."""
    match device:
        case "pen":
            return _("pen")
        case "touch":
            return _("finger")
        case _:
            return _("mouse")


def verdict_words(line: ReturnedLine, printed_copy: int, total_found: int) -> str:
    """Return what was found about a returned copy, in a sentence.

    Args:
        line: The returned copy.
        printed_copy: Number of the printed copy whose file it is; 0 for none.
        total_found: How many changes the report holds.
    """
    match line.verdict:
        case "same_file":
            words = _("Unchanged: the very file that was printed as copy {number}.")
            return words.format(number=printed_copy)
        case "same_words":
            return _("Every word is as it was sent.")
        case "unreadable":
            return _("It holds no words to compare, only pictures.")
        case _:
            return _changed_words(line, total_found)


def _changed_words(line: ReturnedLine, total: int) -> str:
    sentences = [
        n_(
            "{count} place is not as it was sent.",
            "{count} places are not as they were sent.",
            total,
        )
    ]
    if line.figures:
        sentences.append(
            n_("{figures} has other figures.", "{figures} have other figures.", line.figures)
        )
    if line.silent and line.form == "word":
        sentences.append(
            n_(
                "{silent} was changed without tracking.",
                "{silent} were changed without tracking.",
                line.silent,
            )
        )
    whole = "".join(sentences) if sentences[0].endswith("。") else " ".join(sentences)
    return whole.format(count=total, figures=line.figures, silent=line.silent)


def note_lines(found: Comparison, remarks: Sequence[Remark], hidden: int) -> Iterator[str]:
    """Yield what else is to be said about a returned copy."""
    if found.spelled_otherwise:
        words = n_(
            "{count} equal place is only spelled otherwise: blanks, width of letters, kinds of"
            " punctuation.",
            "{count} equal places are only spelled otherwise: blanks, width of letters, kinds of"
            " punctuation.",
            found.spelled_otherwise,
        )
        yield words.format(count=found.spelled_otherwise)
    if hidden:
        words = n_("The file hides {count} letter.", "The file hides {count} letters.", hidden)
        yield words.format(count=hidden)
    for remark in remarks:
        yield _("Remark by {name}: {words}").format(
            name=remark.author or _("unknown"), words=remark.text
        )


def place_words(row: Row) -> str:
    """Return where a row stands: clause or line, and the page where there are pages."""
    place = _place(row)
    if not row.page or not row.is_change:
        return place
    page = _("page {page}").format(page=row.page)
    return f"{place} · {page}" if place else page


def _place(row: Row) -> str:
    if row.kind in {"clause", "point"} and row.number:
        label = row.place if row.place != row.number else ""
        return f"{row.number}{label}"
    if row.kind == "heading":
        return row.place
    return row.place or (row.number if row.number.isdigit() else "")


def standing_words(row: Row) -> tuple[str, Tone]:
    """Return what became of a row, in a word, and its colour."""
    if row.is_change and row.figures:
        return p_("redline", "Figures"), "bad"
    match row.standing:
        case "changed":
            return p_("redline", "Changed"), "warn"
        case "missing":
            return p_("redline", "Missing"), "bad"
        case "added":
            return p_("redline", "Added"), "info"
        case "moved":
            return p_("redline", "Moved"), "quiet"
        case _:
            return p_("redline", "Equal"), "quiet"


def figure_words(row: Row) -> str:
    """Return the figures of a row that changed: 30日 → 90日."""
    return ", ".join(f"{each.sent or '—'} → {each.returned or '—'}" for each in row.figures)


def tracking_words(row: Row) -> str:
    """Return who tracked a change; empty where nobody did."""
    if not row.is_tracked:
        return ""
    names = ", ".join(row.authors) or _("unknown")
    return _("tracked by {names}").format(names=names)


def report_text(title: str, verdict: str, notes: Sequence[str], changes: Sequence[Row]) -> str:
    """Return a comparison as plain text, for a mail or a note."""
    lines = [title, verdict, *notes, ""]
    for row in changes:
        head = f"[{standing_words(row)[0]}] {place_words(row)}"
        more = [words for words in (figure_words(row), tracking_words(row)) if words]
        lines.append(f"{head}  {'; '.join(more)}".rstrip())
        if row.sent:
            lines.append("- " + row.sent.replace("\n", " "))
        if row.returned and row.standing != "moved":
            lines.append("+ " + row.returned.replace("\n", " "))
    return "\n".join(lines).strip() + "\n"


def signature_lines(found: tuple[PdfSignature, ...] | None, when: When) -> Iterator[str]:
    """Yield what is to be said about the digital signatures of a PDF."""
    if found is None:
        yield _("Its digital signatures cannot be read here.")
        return
    for each in found:
        words = _("Digitally signed by {name}").format(name=each.signer)
        parts = [words]
        if each.claimed_at:
            parts.append(_("{when} by the clock of the signer").format(when=when(each.claimed_at)))
        parts.append(
            _("unchanged since") if each.is_intact else _("CHANGED since: the signature is void")
        )
        parts.append(
            _("covers the whole file")
            if each.covers_whole_file
            else _("something was appended behind it")
        )
        parts.append(
            _("trusted through {root}").format(root=each.root)
            if each.root
            else _("issued by {issuer}, whom this machine does not know").format(issuer=each.issuer)
        )
        yield p_("joins parts of a sentence", "; ").join(parts)


def signature_note(text: str, when: When) -> Iterator[str]:
    """Yield the same for signatures as a record keeps them."""
    yield from signature_lines(parse_signatures(text), when)
