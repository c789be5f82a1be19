"""Which parts of a visit are written down."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.visits.draft import VisitDraft

SECTIONS = (
    "people",
    "purpose",
    "stock",
    "money",
    "result",
    "market",
    "file",
    "promises",
    "photos",
    "next",
)
"""In the order of the form."""


def written_sections(draft: VisitDraft) -> Mapping[str, bool]:
    """Return for each part of the form whether something stands in it."""
    words = (
        draft.content,
        draft.result,
        draft.competitor_facts,
        draft.requests,
        draft.mood,
        *draft.findings,
    )
    return {
        "people": bool(draft.contact_ids),
        "purpose": bool(draft.purposes),
        "stock": any(line.counted is not None for line in draft.stock),
        "money": any(not line.is_blank for line in draft.collections),
        "result": any(word.strip() for word in words),
        "market": not all(line.is_blank for line in draft.sightings)
        or not all(line.is_blank for line in draft.needs),
        "file": bool(draft.confirmed_blocks),
        "promises": any(not line.is_blank for line in draft.promises),
        "photos": bool(draft.photos),
        "next": bool(draft.next_step.strip()) or draft.next_visit_on is not None,
    }


FIELD_SECTIONS: Mapping[str, str] = {
    "contact_ids": "people",
    "way": "purpose",
    "purposes": "purpose",
    "stock": "stock",
    "collections": "money",
    "content": "result",
    "result": "result",
    "findings": "result",
    "competitor_facts": "result",
    "requests": "result",
    "mood": "result",
    "sightings": "market",
    "needs": "market",
    "confirmed_blocks": "file",
    "promises": "promises",
    "photos": "photos",
    "next_step": "next",
    "next_visit_on": "next",
}
"""Where a field of the draft stands, so that a fault can be shown."""
