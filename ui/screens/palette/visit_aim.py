"""The palette while it asks at which account a visit was made."""

from __future__ import annotations

import dataclasses
from functools import partial

from app.queries.palette import Beginning, Findings
from ui.screens.context import Navigation
from ui.screens.palette.answers import plans_of
from ui.screens.palette.offers import Offer, OfferGroup
from ui.screens.palette.record_offers import RecordOffers
from ui.texts import _, p_


class VisitAim:
    """Arranges accounts only; Enter begins the visit there.

    Args:
        records: Makes rows of records.
        navigation: Opens the visit form.
    """

    def __init__(self, records: RecordOffers, navigation: Navigation) -> None:
        self._records = records
        self._navigation = navigation

    def beginning(self, beginning: Beginning) -> tuple[OfferGroup, ...]:
        """Return today's stops and the accounts opened lately."""
        visits = tuple(self._records.visit(visit) for visit in beginning.visits)
        opened = self._records.opened(beginning)
        lately = (offer for offer in opened if offer.record and offer.record[0] == "account")
        return _filled(
            OfferGroup(_("Today's visits"), visits),
            OfferGroup(p_("palette", "Recent"), tuple(self._aimed(offer) for offer in lately)),
        )

    def found(self, findings: Findings, text: str) -> tuple[OfferGroup, ...]:
        """Return the accounts and people that were typed."""
        plans = plans_of(findings.visits)
        accounts = (self._records.account(hit, text) for hit in findings.accounts)
        people = (self._records.contact(hit, text) for hit in findings.contacts)
        return _filled(
            OfferGroup(
                _("Accounts"),
                tuple(self._aimed(offer, plans.get(offer.account_id, "")) for offer in accounts),
            ),
            OfferGroup(
                _("Contacts"),
                tuple(self._aimed(offer, plans.get(offer.account_id, "")) for offer in people),
            ),
        )

    def _aimed(self, offer: Offer, plan_id: str = "") -> Offer:
        hit = dataclasses.replace(offer.hit, act=_("Log visit"), pin="")
        run = partial(self._navigation.open_visit, offer.account_id, plan_id)
        return Offer(hit, run, offer.account_id)


def _filled(*groups: OfferGroup) -> tuple[OfferGroup, ...]:
    return tuple(group for group in groups if group.offers)
