"""Commands on what is confided about a contact: write it sealed, and note who looked."""

from __future__ import annotations

from collections.abc import Mapping

from app.device.confidence_seal import ConfidenceSeal
from app.domain.accounts.confidences import ENTITY, LONGEST, SEALED_FIELDS, check_sealed
from app.domain.changes import ChangeSet
from app.domain.errors import NotAllowedError, ValidationError
from app.store import facts
from app.store.reads.accounts.confidences import is_off, private_id
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


def write_confidence(
    workspace: Workspace, contact_id: str, values: Mapping[str, str], *, purpose: str
) -> ChangeSet:
    """Write what was confided about a contact; it leaves this function sealed.

    Args:
        workspace: Who writes, where and when.
        contact_id: The contact.
        values: Plain values of `SEALED_FIELDS`; a blank one is taken away.
        purpose: What it is kept for; not sealed.

    Raises:
        NotFoundError: `record.unknown`.
        NotAllowedError: `confidence.off`, `confidence.no_key`, or somebody else's contact.
        ValidationError: `confidence.purpose`, `confidence.too_long`, `field.unknown`.
    """
    if not purpose.strip():
        raise ValidationError("confidence.purpose", field="purpose")
    with workspace.store.unit_of_work() as work:
        contact = work.need("contact", contact_id)
        check_sealed({}, is_off=is_off(work, workspace.today().isoformat()))
        seal = _seal(work)
        fields: dict[str, object] = {"purpose": purpose.strip()}
        for name, value in values.items():
            fields[name] = _sealed(seal, name, value.strip(), contact_id)
        record_id = private_id(work, contact_id)
        if record_id is None:
            given = {"account_id": contact.fields["account_id"], "contact_id": contact_id}
            work.create(ENTITY, {**fields, **given}, workspace.author)
        else:
            work.edit(ENTITY, record_id, fields, workspace.author)
        return work.commit(workspace.author)


def reveal_confidence(workspace: Workspace, contact_id: str) -> dict[str, str]:
    """Return what was confided, in plain words, and keep that it was looked at.

    The look is kept before anything is shown; a look that cannot be kept shows nothing.

    Raises:
        NotAllowedError: `confidence.off` or `confidence.no_key`.
        DamagedConfidenceError: A value cannot be opened.
    """
    with workspace.store.unit_of_work() as work:
        check_sealed({}, is_off=is_off(work, workspace.today().isoformat()))
        seal, record_id = _seal(work), private_id(work, contact_id)
        if record_id is None:
            return {}
        fields = work.need(ENTITY, record_id).fields
        plain = {"purpose": str(fields["purpose"])}
        for name in SEALED_FIELDS:
            if fields[name]:
                sealed = str(fields[name])
                plain[name] = seal.open(sealed, contact_id=contact_id, field=name)
        _note_look(work, workspace, contact_id)
        work.commit(workspace.author)
    return plain


def _note_look(work: UnitOfWork, workspace: Workspace, contact_id: str) -> None:
    contact = work.need("contact", contact_id)
    look = {
        "account_id": contact.fields["account_id"],
        "contact_id": contact_id,
        "looked_by": workspace.user_id,
        "looked_at": workspace.now_milliseconds(),
    }
    work.create("confidence_look", look, workspace.author)


def _seal(work: UnitOfWork) -> ConfidenceSeal:
    key = work.facts.read(facts.CONFIDENCE_KEY)
    if key is None:
        raise NotAllowedError("confidence.no_key")
    return ConfidenceSeal(key)


def _sealed(seal: ConfidenceSeal, name: str, value: str, contact_id: str) -> str | None:
    if name not in SEALED_FIELDS:
        raise ValidationError("field.unknown", entity=ENTITY, field=name)
    if len(value) > LONGEST:
        raise ValidationError("confidence.too_long", field=name, length=LONGEST)
    return seal.seal(value, contact_id=contact_id, field=name) if value else None
