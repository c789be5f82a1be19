"""What bundles for a device are sealed to, and where it stood when it last wrote one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_COLUMNS = ("sealing_key", "bundle_cursor")


def upgrade() -> None:
    """Add both to the devices."""
    for name in _COLUMNS:
        op.add_column("device", sa.Column(name, sa.LargeBinary()))


def downgrade() -> None:
    """Forget both."""
    for name in _COLUMNS:
        op.drop_column("device", name)
