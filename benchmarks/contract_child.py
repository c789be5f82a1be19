"""A process of its own that prints one of the example contracts and ends."""

from __future__ import annotations

import sys
from pathlib import Path

from app.documents.contract.paper import PrintCopy, render_contract
from app.documents.setting.fonts import load_fonts
from benchmarks.contract_setting import ROOT, contract_of


def main() -> None:
    """Print the example that the first argument names to the file that the second names."""
    name, target = sys.argv[1:]
    template, values = contract_of(name)
    fonts = load_fonts(ROOT / "resources" / "fonts")
    made = render_contract(template, values, PrintCopy(1, 4, draft=False), fonts)
    Path(target).write_bytes(made.pdf)


if __name__ == "__main__":
    main()
