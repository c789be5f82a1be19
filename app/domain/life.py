"""Steps of a record's life: which states follow each other, and who takes the step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import NotAllowedError
from app.domain.policy_terms import Action, Role

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        name: The word for it.
        sources: States it begins in.
        target: State it ends in.
        roles: Who takes it.
        action: What the policy is asked for; APPROVE is never for one's own work.
        needs: Fields that must hold a value afterwards.
    """

    name: str
    sources: frozenset[str]
    target: str
    roles: frozenset[Role]
    action: Action = Action.UPDATE
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """The life of the records of one entity.

    Attributes:
        code: Beginning of its error codes: "order" gives "order.step.unknown".
        first: The state that every record begins in.
        steps: All that ever happens.
        author: Field that names whose work it is.
        decider: Field in which who decides names himself; empty without one.
        decision: Fields that only a decision writes, the decider's among them.
    """

    code: str
    first: str
    steps: tuple[Step, ...]
    author: str
    decider: str = ""
    decision: frozenset[str] = frozenset()

    def find(self, before: str, after: str) -> Step:
        """Return the step between two states.

        Raises:
            NotAllowedError: There is none; `<code>.step.unknown` with `before` and `after`.
        """
        for step in self.steps:
            if before in step.sources and after == step.target:
                return step
        raise NotAllowedError(f"{self.code}.step.unknown", before=before, after=after)

    def check_begin(self, record: Values, *, user_id: str) -> None:
        """Refuse a new record that does not begin as its author's own, undecided work.

        Raises:
            NotAllowedError: `<code>.step.unknown`, `<code>.step.author` or `<code>.fixed`.
        """
        if record.get("state") != self.first:
            after = record.get("state")
            raise NotAllowedError(f"{self.code}.step.unknown", before="", after=after)
        # Without an author nobody would be kept from deciding about it.
        if record.get(self.author) != user_id:
            raise NotAllowedError(f"{self.code}.step.author", step=self.first)
        self._check_untouched({name for name in record if record[name] is not None})

    def check_step(
        self, before: Values, changed: Values, *, user_id: str, roles: frozenset[Role]
    ) -> Step | None:
        """Refuse a step that is none, or that this person may not take; None without a step.

        Args:
            before: The record as it is, with `account_owner_id` where it belongs to an account.
            changed: New values.
            user_id: Who edits.
            roles: What that person is.

        Raises:
            NotAllowedError: `<code>.step.unknown`, `.role`, `.author`, `.seller`, `.incomplete`
                with the missing `field`, or `<code>.fixed` with the `field`.

        Source: domain.md 5.4.
        """
        state, after = str(before.get("state") or self.first), changed.get("state")
        if after is None or after == state:
            self._check_untouched(set(changed))
            return None
        step = self.find(state, str(after))
        if not roles & step.roles:
            raise NotAllowedError(f"{self.code}.step.role", step=step.name)
        self._check_needs(step, {**before, **changed})
        if step.action is Action.APPROVE:
            self._check_decider(step, before, changed, user_id)
        else:
            self._check_untouched(set(changed))
        return step

    def _check_needs(self, step: Step, after: Values) -> None:
        for field in step.needs:
            if after.get(field) is None:
                raise NotAllowedError(f"{self.code}.step.incomplete", step=step.name, field=field)

    def _check_decider(self, step: Step, before: Values, changed: Values, user_id: str) -> None:
        if before.get(self.author) == user_id:
            raise NotAllowedError(f"{self.code}.step.author", step=step.name)
        if before.get("account_owner_id") == user_id:
            raise NotAllowedError(f"{self.code}.step.seller", step=step.name)
        if self.decider and changed.get(self.decider, user_id) != user_id:
            raise NotAllowedError(
                f"{self.code}.step.incomplete", step=step.name, field=self.decider
            )
        for field in sorted(set(changed) - self.decision):
            raise NotAllowedError(f"{self.code}.fixed", field=field)

    def _check_untouched(self, fields: set[str]) -> None:
        for field in sorted(fields & (self.decision - {"state"})):
            raise NotAllowedError(f"{self.code}.fixed", field=field)
