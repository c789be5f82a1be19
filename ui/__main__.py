"""Starts the program."""

from __future__ import annotations

import sys

from ui.options import read_options


def main() -> int:
    """Run what the command line asks for and return the exit status."""
    options = read_options(sys.argv[1:])
    if options.self_test:
        from ui.self_test import run_self_test  # noqa: PLC0415 - each way of running its own parts

        return run_self_test()
    if options.tour is not None:
        from ui.tour.run import run_tour  # noqa: PLC0415

        return run_tour(options)
    if options.demo:
        from ui.demo import run_demo  # noqa: PLC0415

        return run_demo(options)
    from ui.bootstrap import run_window  # noqa: PLC0415

    return run_window(options)


if __name__ == "__main__":
    sys.exit(main())
