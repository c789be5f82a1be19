"""Where fonts, icons and catalogues lie, from a checkout and from an installed program alike."""

from __future__ import annotations

from pathlib import Path


def resource_folder() -> Path:
    """Return the folder `resources`; the installer keeps it beside the package `ui`."""
    return Path(__file__).resolve().parents[1] / "resources"
