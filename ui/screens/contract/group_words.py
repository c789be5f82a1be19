"""Names of the clause groups, of a party's data and of the steps of a contract."""

from __future__ import annotations

from app.domain.contracts.wording.numbering import chinese_number
from ui.texts import _, current_language, p_

_ARTICLES = range(1, 10)


def group_title(number: int) -> tuple[str, str]:
    """Return the name of a clause group and the article it fills.

    Source: FORMAT.md section 6: group number is article number for 1 to 9 in all templates.
    """
    titles = {
        1: p_("clause group", "Subject matter"),
        2: p_("clause group", "Quality"),
        3: p_("clause group", "Dispatch and delivery"),
        4: p_("clause group", "Acceptance"),
        5: p_("clause group", "Trading authority"),
        6: p_("clause group", "Payment"),
        7: p_("clause group", "Sales policy"),
        8: p_("clause group", "Orders and returns"),
        9: p_("clause group", "Breach and disputes"),
        10: p_("clause group", "Signing"),
        11: p_("clause group", "Parties"),
    }
    if number not in _ARTICLES:
        return titles[number], ""
    numeral = chinese_number(number) if current_language() == "zh_CN" else str(number)
    return titles[number], _("Article {number}").format(number=numeral)


def party_labels() -> tuple[tuple[str, str], ...]:
    """Return key and label of what is printed of a party, in the order of the form."""
    return (
        ("name", _("Full name")),
        ("signatory", _("Signatory")),
        ("uscc", _("Social credit code")),
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
        p_("contract step", "Draft"),
        p_("contract step", "Check"),
        p_("contract step", "Approval"),
        p_("contract step", "Seal"),
        p_("contract step", "Countersigned"),
        p_("contract step", "Archive"),
    )
