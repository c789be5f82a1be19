"""Proves that the suite's own safety nets catch what they are stretched for."""

from __future__ import annotations

pytest_plugins = ["pytester"]
