"""Compares a returned file with what was sent; called on the work lane only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from app.commands.contracts.papers import ReturnedCopy
from app.domain.contracts.wording.fingerprint import contract_fingerprint, shown_fingerprint
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.passages import contract_passages
from app.domain.contracts.wording.value_types import fitting_values
from app.domain.redline.blocks import Block, sent_blocks, single_lines
from app.domain.redline.comparison import Comparison, compare_blocks
from app.domain.redline.folding import folded
from app.domain.redline.report import read_words, write_report
from app.domain.redline.returned import ReturnedText
from app.exchange.pdf_signatures import read_signatures, spell_signatures, system_roots
from app.exchange.returned_files import media_type_of, read_returned
from app.queries.contracts.page import ContractSheet
from app.queries.contracts.papers import ContractPapers
from ui.screens.contract.paper.setting import set_copy
from ui.screens.contract.templates import parsed_template

_LOOKED_AT = 80


@dataclass(frozen=True, slots=True)
class SentWords:
    """What a returned file is compared with.

    Attributes:
        fingerprint: Of words and values, 64 upper-case digits.
        blocks: The words.
    """

    fingerprint: str
    blocks: tuple[Block, ...]


def words_as_they_stand(stored: ContractSheet) -> SentWords:
    """Return the words of a contract as it stands now.

    Raises:
        ValidationError: The template cannot be read.
    """
    template = parsed_template(stored.template_text, stored.library_text)
    values = fitting_values(template, stored.values())
    passages = contract_passages(number_contract(template, values))
    return SentWords(contract_fingerprint(template, values), sent_blocks(passages))


def check_returned(
    stored: ContractSheet, papers: ContractPapers, content: bytes, name: str
) -> ReturnedCopy:
    """Compare a returned file with the words that were sent.

    A file names the words it was made from by their fingerprint; without one it is compared with
    what was sent last, and without any sending with the contract as it stands.

    Args:
        stored: The contract.
        papers: What was sent and printed of it.
        content: The file.
        name: Its name; empty for pasted text.

    Raises:
        ValidationError: `returned.…`, the file cannot be read.
    """
    digest = hashlib.sha256(content).hexdigest()
    text = read_returned(content, name)
    now = words_as_they_stand(stored)
    sent = _basis(papers, text, now)
    signed = read_signatures(content, system_roots()) if text.form == "pdf" else ()
    copy = partial(
        ReturnedCopy,
        signatures=spell_signatures(signed),
        form=text.form,
        file_name=name,
        content=content,
        media_type=media_type_of(content),
        fingerprint=sent.fingerprint,
    )
    if digest in papers.printed:
        same = Comparison(())
        return copy(verdict="same_file", counts=_counts(same), report=write_report(same, (), 0))
    if not any(paragraph.text.strip() for paragraph in text.paragraphs):
        none = Comparison(())
        return copy(verdict="unreadable", counts=_counts(none), report=write_report(none, (), 0))
    found = compare_blocks(*_sides(stored, sent, now, text))
    return copy(
        verdict="changed" if found.changes else "same_words",
        counts=_counts(found),
        report=write_report(found, text.remarks, text.hidden_letters),
    )


def _basis(papers: ContractPapers, text: ReturnedText, now: SentWords) -> SentWords:
    whole = folded("".join(paragraph.text for paragraph in text.paragraphs[:_LOOKED_AT]))
    whole += folded("".join(paragraph.text for paragraph in text.paragraphs[-_LOOKED_AT:]))
    known = [
        now,
        *(SentWords(each.fingerprint, read_words(each.words)) for each in papers.sendings),
    ]
    named = next(
        (each for each in known if _mark(each) in whole or each.fingerprint == text.mark), None
    )
    if named is not None:
        return named
    last = known[1] if len(known) > 1 else now
    return last if last.blocks else now


def _mark(words: SentWords) -> str:
    return folded(shown_fingerprint(words.fingerprint))


def _sides(
    stored: ContractSheet, sent: SentWords, now: SentWords, text: ReturnedText
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return both sides in the same shape: pages are compared with the pages we would print."""
    if text.form != "pdf":
        return sent.blocks, text.blocks()
    if sent.fingerprint == now.fingerprint:
        template = parsed_template(stored.template_text, stored.library_text)
        ours = set_copy(
            template,
            stored.values(),
            number=1,
            total=1,
            is_draft=False,
            is_confidential=stored.is_confidential,
            logo=stored.logo,
        )
        return read_returned(ours.pdf, "").blocks(), text.blocks()
    # The values of that day are gone, its words are not: tables are then compared roughly.
    return sent.blocks, single_lines(text.paragraphs)


def _counts(found: Comparison) -> dict[str, int]:
    return {
        "changed": found.count("changed"),
        "missing": found.count("missing"),
        "added": found.count("added"),
        "moved": found.count("moved"),
        "figures": found.figures,
        "silent": len(found.silent),
    }
