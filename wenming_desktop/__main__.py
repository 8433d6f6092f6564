"""Start: a command runs in the console, no command opens the window."""

import multiprocessing
import sys

from wenming_desktop.options import has_screen, split_globals

DEMO_FOLDER = "wenming-demo"


def main() -> int:
    """Run the console program; returns the exit code.

    Without a command it opens the window, and on a machine without a screen it does the sample
    office's main job instead.
    """
    multiprocessing.freeze_support()
    argv = sys.argv[1:]
    _, rest = split_globals(argv)
    if not rest and has_screen():
        return window()
    from wenming_desktop.cli import run

    if not rest:
        sys.stderr.write(f"这台机器没有屏幕，改办样例社区，结果在 {DEMO_FOLDER} 里。\n")
    return run(argv if rest else [*argv, "demo", DEMO_FOLDER])


def window() -> int:
    """Run the windowed program."""
    multiprocessing.freeze_support()
    from wenming_desktop.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
