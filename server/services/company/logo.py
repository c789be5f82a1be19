"""Writes the image that a company's papers carry."""

from __future__ import annotations

import base64

from app.domain.contracts.paper_logo import read_logo
from app.domain.errors import NotFoundError
from server.services.company.office import Office
from server.settings import Clock
from server.store.database import Database
from server.store.record_rows import each_row
from server.store.records import decode_body

_COMPANY = "company"


def set_company_logo(
    database: Database, org: int, clock: Clock, *, code: str, png: bytes | None
) -> str:
    """Set or take away the image of a company; return the company's name.

    Args:
        database: Where everything is.
        org: Number of the organisation.
        clock: Gives server time.
        code: Of the company.
        png: The file; None takes the image away.

    Raises:
        NotFoundError: No company has the code; `record.unknown`.
        ValidationError: As `paper_logo.read_logo`.

    Source: R072.
    """
    text = base64.b64encode(png).decode() if png is not None else None
    read_logo(text)
    with database.reading() as work:
        companies = [
            (record_id, decode_body(body)) for record_id, _, body in each_row(work, org, _COMPANY)
        ]
    for record_id, body in companies:
        if body.get("code") == code:
            Office(database, org, "", clock).edit(_COMPANY, record_id, {"logo": text})
            return str(body.get("name") or code)
    raise NotFoundError("record.unknown", entity=_COMPANY)
