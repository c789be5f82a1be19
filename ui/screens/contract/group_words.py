"""Names of the clause groups, of a party's data and of the steps of a contract."""

from __future__ import annotations

from app.domain.contracts.numbering import chinese_number
from ui.texts import _, current_language

_ARTICLES = range(1, 10)


def group_title(number: int) -> tuple[str, str]:
    """Return the name of a clause group and the article it fills.

    Source: FORMAT.md section 6: group number is article number for 1 to 9 in all templates.
    """
    titles = {
        1: _("Subject matter"),
        2: _("Quality"),
        3: _("Dispatch and delivery"),
        4: _("Acceptance"),
        5: _("Trading authority"),
        6: _("Payment"),
        7: _("Sales policy"),
        8: _("Orders and returns"),
        9: _("Breach and disputes"),
        10: _("Signing"),
        11: _("Parties"),
    }
    if number not in _ARTICLES:
        return titles[number], ""
    numeral = chinese_number(number) if current_language() == "zh_CN" else str(number)
    return titles[number], _("Article {number}").format(number=numeral)


def party_labels() -> tuple[tuple[str, str], ...]:
    """Return key and label of what is printed of a party, in the order of the form."""
    return (
        ("name", _("Full name")),
        ("uscc", _("Social credit code")),
        ("signatory", _("Signatory")),
        ("signatory_post", _("Signatory's post")),
        ("legal_rep", _("Legal representative")),
        ("address", _("Registered address")),
        ("phone", _("Telephone")),
        ("email", _("E-mail")),
        ("tax_no", _("Tax number")),
        ("bank", _("Bank")),
        ("account", _("Account number")),
        ("cnaps", _("Bank's CNAPS number")),
        ("service_address", _("Address for service")),
        ("poa_no", _("Power of attorney no.")),
        ("poa_to", _("Power of attorney until")),
        ("name_en", _("Name (in English)")),
        ("address_en", _("Address (in English)")),
        ("bank_en", _("Bank (in English)")),
        ("signatory_post_en", _("Post (in English)")),
    )


def step_words() -> tuple[str, ...]:
    """Return the steps of a contract from draft to archive."""
    return (
        _("Draft"),
        _("Check"),
        _("Approval"),
        _("Seal"),
        _("Returned signed"),
        _("Archive"),
    )
