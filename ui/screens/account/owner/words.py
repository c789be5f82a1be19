"""Owner, team, requests and hand-overs in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from app.domain.accounts.handover import OpenKind
from app.queries.accounts.ownership import (
    HandoverChoice,
    HandoverKind,
    OpenThing,
    OwnerChange,
    OwnerRequest,
    OwnershipPage,
    TeamMember,
)
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.account.owner.rows import (
    HandoverView,
    MemberView,
    OwnershipView,
    RequestView,
)
from ui.texts import _, n_, p_

BARRING = "blacklist_entry"
"""Stands among the marks; it is a proposal of its own, which another decides."""

_SHOWN_NAMES = 3
_ROLES = ("deputy", "member", "supervisor")


class OwnershipWords:
    """Spells whose an account is, in one language and for one day."""

    def __init__(
        self, formats: Formats, today: dt.date, moment: Callable[[int], dt.datetime]
    ) -> None:
        self._formats, self._today, self._moment = formats, today, moment

    def page(self, page: OwnershipPage) -> OwnershipView:
        """Return everything the panel shows."""
        return OwnershipView(
            people=tuple(self._people(page)),
            requests=tuple(self._request(one, decides=page.decides) for one in page.requests),
            history=tuple(self._change(change) for change in page.changes),
            can_claim=page.may_claim,
            can_give=page.may_give,
            can_name=page.decides,
            marks=tuple(self._marks(page)),
        )

    @staticmethod
    def _marks(page: OwnershipPage) -> Iterator[tuple[str, bool, str]]:
        for mark, is_set in page.marks.items():
            yield mark, not is_set, _mark_verb(mark, is_set=is_set)
        if page.barring:
            yield BARRING, False, _("Blacklisting: reason and decision…")
        elif page.may_bar:
            yield BARRING, True, _("Propose for the blacklist…")

    def handover(self, choice: HandoverChoice, kind: HandoverKind) -> HandoverView:
        """Return the dialog about accounts that change hands."""
        count = len(choice.account_ids)
        names = "、".join(choice.names[:_SHOWN_NAMES])
        if count > _SHOWN_NAMES:
            names = n_("{names} and {count} more", "{names} and {count} more", count).format(
                names=names, count=count - _SHOWN_NAMES
            )
        titles = {
            HandoverKind.CLAIM: _("Claim {names}?"),
            HandoverKind.HAND_OVER: _("Hand over {names}"),
            HandoverKind.RELEASE: _("Give {names} back to the pool?"),
        }
        hands_over = kind is HandoverKind.HAND_OVER
        return HandoverView(
            title=titles[kind].format(names=names),
            body=self._body(choice, kind),
            people=tuple((one.id, one.name) for one in choice.colleagues) if hands_over else (),
            roles=(),
            things=tuple(self.thing(thing) for thing in choice.things),
            act=_act(kind, decides=choice.decides),
        )

    def naming(self, page: OwnershipPage) -> HandoverView:
        """Return the dialog that names somebody of the team."""
        taken = {member.user_id for member in page.team} | {page.owner_id}
        people = ((one.id, one.name) for one in page.colleagues if one.id not in taken)
        return HandoverView(
            title=_("Name somebody for the team"),
            body=_(
                "A deputy may do what the responsible person may. A member reads along. The"
                " account comes to the person's devices with the next sync."
            ),
            people=tuple(people),
            roles=tuple((role, choice_label("account_member", "role", role)) for role in _ROLES),
            things=(),
            act=_("Name"),
            asks_reason=False,
        )

    def thing(self, thing: OpenThing) -> str:
        """Return one open thing."""
        kinds = {
            OpenKind.DEBT: _("Debt"),
            OpenKind.CONTRACT: _("Contract"),
            OpenKind.COMMITMENT: _("Promise"),
            OpenKind.COMPLAINT: _("Complaint"),
        }
        parts = [kinds[thing.kind], thing.words]
        if thing.amount_minor:
            parts.append(self._formats.money(thing.amount_minor))
        if thing.due_on:
            day = self._formats.day(dt.date.fromisoformat(thing.due_on), today=self._today)
            parts.append(p_("open thing", "due {day}").format(day=day))
        return " · ".join(part for part in parts if part)

    def _people(self, page: OwnershipPage) -> Iterator[MemberView]:
        if page.owner_id:
            yield MemberView("", page.owner or _("Not known here"), _("Responsible"))
        for member in page.team:
            yield MemberView(member.id, member.name, self._role(member), can_remove=page.decides)

    def _role(self, member: TeamMember) -> str:
        role = choice_label("account_member", "role", member.role)
        if not member.to_on:
            return role
        day = self._formats.full_day(dt.date.fromisoformat(member.to_on))
        return _("{role}, until {day}").format(role=role, day=day)

    def _request(self, request: OwnerRequest, *, decides: bool) -> RequestView:
        return RequestView(
            id=request.id,
            words=self._request_words(request),
            things=tuple(self.thing(thing) for thing in request.things),
            can_decide=decides and not request.waiting,
        )

    @staticmethod
    def _request_words(request: OwnerRequest) -> str:
        asked = {
            HandoverKind.CLAIM: _("{name} asks for this account"),
            HandoverKind.HAND_OVER: _("To be handed over to {name}"),
            HandoverKind.RELEASE: _("To be given back to the pool"),
        }
        words = asked[HandoverKind(request.kind)].format(name=request.to_name or "")
        is_own = request.by_name and request.by_name != request.to_name
        by = _("asked by {name}").format(name=request.by_name) if is_own else ""
        return " · ".join(part for part in (words, by, request.reason) if part)

    def _change(self, change: OwnerChange) -> str:
        day = self._formats.full_day(self._formats.local_day(self._moment(change.changed_at)))
        pool = _("pool")
        step = f"{change.before or pool} → {change.after or pool}"
        if change.kind == "opened":
            step = change.after or ""
        kind = choice_label("owner_change", "kind", change.kind)
        by = _("decided by {name}").format(name=change.by) if change.by else ""
        return " · ".join(part for part in (day, step, kind, by, change.reason) if part)

    @staticmethod
    def _body(choice: HandoverChoice, kind: HandoverKind) -> str:
        said = []
        if choice.left_out:
            left = n_("{count} other cannot change hands this way.",
                      "{count} others cannot change hands this way.", choice.left_out)  # fmt: skip
            said.append(left.format(count=choice.left_out))
        if kind is not HandoverKind.CLAIM:
            said.append(_("Everything under it goes along, with its history."))
        if not choice.decides:
            said.append(_("The head of the sector decides."))
        return " ".join(said)


def sum_words(things: Iterable[str]) -> str:
    """Return the heading above what goes along."""
    count = len(tuple(things))
    words = n_("{count} open thing goes along", "{count} open things go along", count)
    return words.format(count=count)


def _mark_verb(mark: str, *, is_set: bool) -> str:
    verbs = {
        "key_account": (_("Name it a key account"), _("No key account any more")),
        "frozen": (_("Freeze: no orders or money"), _("Lift the freeze")),
    }
    return verbs[mark][is_set]


def _act(kind: HandoverKind, *, decides: bool) -> str:
    match kind:
        case HandoverKind.CLAIM:
            return p_("account", "Claim")
        case HandoverKind.HAND_OVER:
            return _("Hand over") if decides else _("Ask the head")
        case HandoverKind.RELEASE:
            return _("Give back") if decides else _("Ask the head")
