"""What a credit policy may say of the company's assets and of the line of its receivables."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.errors import ValidationError

_WHOLE_BP = 10_000


def check_credit_policy(record: Mapping[str, object]) -> None:
    """Refuse assets and shares that make no sense; what is blank says nothing.

    Args:
        record: The policy as it would be.

    Raises:
        ValidationError: `credit.policy.assets` or `credit.policy.share`, with the `field`.

    Source: domain.md 3.15 (assets unknown or ≤ 0), 2.5; R056.
    """
    assets = record.get("assets_minor")
    if isinstance(assets, int) and assets <= 0:
        raise ValidationError("credit.policy.assets", field="assets_minor")
    for field in ("cap_basis_points", "discount_basis_points"):
        share = record.get(field)
        if isinstance(share, int) and not 0 <= share <= _WHOLE_BP:
            raise ValidationError("credit.policy.share", field=field)
