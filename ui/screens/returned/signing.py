"""Signs the printed contract: with a certificate, or with strokes on the screen. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.commands.contracts.papers import PaperContent, attach_papers
from app.commands.contracts.pen_signatures import PenSignature, record_pen_signature
from app.commands.files.choosing import ChosenFile
from app.documents.signatures.pdf_signing import SigningKey, sign_pdf, signer_name
from app.documents.signatures.pen_marks import PenMark
from app.documents.signatures.seal_place import find_seal_place
from app.domain.changes import ChangeSet
from app.domain.contracts.clauses.parts import PartyLetter
from app.domain.errors import DomainError, ValidationError
from app.domain.strokes import Drawing, read_drawing
from app.exchange.pdf_signatures import read_signatures
from app.queries.contracts.page import ContractSheet
from app.queries.contracts.papers import ContractPapers, has_file, read_file_content
from ui.screens.context import ScreenContext
from ui.screens.contract.paper.printing import file_name
from ui.screens.contract.paper.setting import Sheets, paper_fonts, set_copy
from ui.screens.contract.templates import parsed_template
from ui.screens.returned.rows import PenForm
from ui.texts import _, sentence

_LARGEST_KEY = 2**20
_PDF = "application/pdf"


class SigningView(Protocol):
    """What the signing asks of the page."""

    def open_pen(self, form: PenForm) -> None:
        """Show pages and pad."""
        ...

    def open_certificate(self) -> None:
        """Ask for a certificate."""
        ...

    def show_error(self, words: str) -> None:
        """Say in the open dialog why it was not signed."""
        ...

    def close(self) -> None:
        """Take the dialog away."""
        ...


@dataclass(frozen=True, slots=True)
class _Shown:
    """The pages that are looked at while somebody signs."""

    sheets: Sheets
    page: int


class Signing:
    """From the dialog to the record.

    Args:
        view: Asks.
        context: Workspace, lanes, publish.
        contract_id: The contract.
    """

    def __init__(self, view: SigningView, context: ScreenContext, contract_id: str) -> None:
        self._view, self._context, self._contract_id = view, context, contract_id
        self._stored: ContractSheet | None = None
        self._papers: ContractPapers | None = None
        self._shown: _Shown | None = None
        self._began_at = 0

    def begin(self, stored: ContractSheet, papers: ContractPapers) -> None:
        """Sign this contract from now on."""
        self._stored, self._papers = stored, papers

    def ask_certificate(self) -> None:
        """Ask for a certificate, if there is anything to sign."""
        if self._can_sign():
            self._view.open_certificate()

    def sign_with(self, path: Path, password: str) -> None:
        """Sign with a certificate; what was signed before is kept below it."""
        stored, papers, workspace = self._stored, self._papers, self._context.workspace
        if stored is None or papers is None:
            return
        when = self._context.formats.full_day(workspace.today())
        before = next((each for each in papers.files if each.purpose == "signed_pdf"), None)

        def task() -> PaperContent:
            has_before = before is not None and has_file(workspace, before.sha256)
            if before is not None and has_before:
                pdf = read_file_content(workspace, before.sha256)
            else:
                pdf = printed_pages(stored).pdf
            made = _signed(stored, pdf, _read_key(path, password), when)
            name = file_name(stored.title, stored.account_name, stored.number)
            return PaperContent("signed_pdf", ChosenFile(made, _PDF, name))

        def keep(paper: PaperContent) -> None:
            self._context.runner.on_store(
                lambda: attach_papers(workspace, self._contract_id, [paper]),
                self._kept,
                self._refused,
                self._view,
            )

        self._context.runner.on_work(task, keep, self._refused, self._view)

    def ask_pen(self) -> None:
        """Show the pages and the pad."""
        stored = self._stored
        if stored is None or not self._can_sign():
            return
        self._context.runner.on_work(
            lambda: _shown(stored), self._show_pad, self._refused, self._view
        )

    def note_began(self) -> None:
        """The first stroke touched the pad."""
        self._began_at = self._context.workspace.now_milliseconds()

    def keep_pen(self, signatory: str, drawing: Drawing, device: str, page: int) -> None:
        """Keep what was drawn, with a copy that shows it."""
        stored, papers, shown = self._stored, self._papers, self._shown
        if stored is None or papers is None or shown is None:
            return
        workspace, party = self._context.workspace, customer_of(stored)
        signature = PenSignature(
            party=party,
            signatory=signatory,
            drawing=drawing,
            pdf_sha256=shown.sheets.sha256,
            fingerprint=shown.sheets.fingerprint,
            page=page,
            began_at=self._began_at,
            zone=workspace.zone,
            device=device,
            statement=pen_statement(),
        )
        day = self._context.formats.full_day(workspace.today())
        mark = PenMark(party, drawing, f"{signatory} {day}")
        marks = (*_marks_of_the_other(papers, signature), mark)
        name = file_name(stored.title, stored.account_name, stored.number)

        def keep(copy: Sheets) -> None:
            self._context.runner.on_store(
                lambda: record_pen_signature(
                    workspace, self._contract_id, signature, copy.pdf, name
                ),
                self._kept,
                self._refused,
                self._view,
            )

        self._context.runner.on_work(
            lambda: printed_pages(stored, marks), keep, self._refused, self._view
        )

    def _show_pad(self, shown: _Shown) -> None:
        stored = self._stored
        if stored is None:
            return
        self._shown = shown
        party = stored.terms.get(f"party_{customer_of(stored)}") or {}
        self._view.open_pen(
            PenForm(
                title=_("Sign contract {number} on the screen").format(number=stored.number),
                statement=pen_statement(),
                signatory=str(party.get("signatory") or ""),
                pdf=shown.sheets.pdf,
                page=shown.page,
            )
        )

    def _can_sign(self) -> bool:
        stored = self._stored
        if stored is None:
            return False
        if not stored.fingerprint:
            self._context.navigation.show_refusal(
                _("Print it for signing first: only that text is signed.")
            )
        return bool(stored.fingerprint)

    def _kept(self, changes: ChangeSet) -> None:
        self._view.close()
        self._context.navigation.show_toast(_("Signed and kept with the contract"))
        self._context.publish(changes)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._view.show_error(sentence(error))


def pen_statement() -> str:
    """Return what stands beside the pad and is kept with the strokes.

    Source: contracts.md d.3; Electronic Signature Law, articles 13 and 14.
    """
    return _(
        "Handwriting on a screen records who agreed and when. By itself it is no reliable"
        " electronic signature in the sense of the Electronic Signature Law."
    )


def _marks_of_the_other(papers: ContractPapers, signature: PenSignature) -> Iterator[PenMark]:
    """Yield what the other side drew on the same words."""
    for each in papers.pens:
        if each.party != signature.party and each.fingerprint == signature.fingerprint:
            party: PartyLetter = "a" if each.party == "a" else "b"
            yield PenMark(party, read_drawing(each.strokes), each.signatory)


def customer_of(stored: ContractSheet) -> PartyLetter:
    """Return the letter of the other side."""
    template = parsed_template(stored.template_text, stored.library_text)
    return template.header.buyer


def printed_pages(stored: ContractSheet, pens: tuple[PenMark, ...] = ()) -> Sheets:
    """Return the first original as it was printed, perhaps with drawn signatures.

    Raises:
        ValidationError: `pen.paper.differs`: the words are not those that were printed.
    """
    template = parsed_template(stored.template_text, stored.library_text)
    first = next((each for each in stored.prints if not each.is_draft), None)
    number = first.copy_number if first else 1
    total = (first.copies_total if first else 0) or number
    made = set_copy(
        template,
        stored.values(),
        number=number,
        total=total,
        is_draft=False,
        pens=pens,
        is_confidential=stored.is_confidential,
        logo=stored.logo,
    )
    if made.fingerprint != stored.fingerprint:
        raise ValidationError("pen.paper.differs")
    return made


def _shown(stored: ContractSheet) -> _Shown:
    sheets = printed_pages(stored)
    place = find_seal_place(sheets.pdf, "a")
    return _Shown(sheets, place.page if place else sheets.pages)


def _read_key(path: Path, password: str) -> SigningKey:
    try:
        with path.open("rb") as file:
            return SigningKey(file.read(_LARGEST_KEY), password)
    except OSError as error:
        raise ValidationError("returned.unreadable", name=path.name) from error


def _signed(stored: ContractSheet, pdf: bytes, key: SigningKey, when: str) -> bytes:
    """Sign and look at once whether the signature holds."""
    template = parsed_template(stored.template_text, stored.library_text)
    party = template.header.supplier
    made = sign_pdf(
        pdf,
        key,
        party=party,
        place=find_seal_place(pdf, party),
        lines=("数字签名 Digital signature", signer_name(key), when),
        fonts=paper_fonts(),
        reason=stored.number,
    )
    found = read_signatures(made) or ()
    if not any(each.is_intact and each.covers_whole_file for each in found):
        raise ValidationError("signing.refused")
    return made
