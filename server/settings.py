"""How one server is set up: where its data lie, and how much it lets anybody ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

Clock = Callable[[], datetime]
"""Gives the current time with its zone; tests and the simulation pass their own."""


@dataclass(frozen=True, slots=True)
class PasswordCost:
    """What one guess at a password costs.

    Attributes:
        memory_kibibytes: Memory of one Argon2id run.
        passes: Times that the memory is filled.
        lanes: Threads of one run.

    Source: RFC 9106, section 4, second recommended option; reliability.md T1.
    """

    memory_kibibytes: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs between one server and another.

    Attributes:
        data_folder: Holds the key file, the attachments and the embedded database.
        database_url: SQLAlchemy URL of a PostgreSQL database; "" for the embedded one.
        org: Number of the organisation this process serves.
        token_seconds: Life of an access token.
        nonce_seconds: Life of a challenge.
        poke_seconds: Longest wait for news; below the 60 s after which proxies cut a quiet line.
        largest_body_bytes: Of one request as it travels, before decompression.
        largest_chunk_bytes: Of one chunk of an attachment.
        largest_blob_bytes: Of one attachment.
        largest_bundle_bytes: Of one bundle that a device hands over.
        password_cost: What one guess at a password costs.
    """

    data_folder: Path
    database_url: str = ""
    org: int = 1
    token_seconds: int = 600
    nonce_seconds: int = 120
    poke_seconds: float = 50.0
    largest_body_bytes: int = 8 * 2**20
    largest_chunk_bytes: int = 2**20
    largest_blob_bytes: int = 64 * 2**20
    largest_bundle_bytes: int = 2**30
    password_cost: PasswordCost = field(default_factory=PasswordCost)
