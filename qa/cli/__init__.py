"""The command line."""

import sys


def main() -> None:
    """Run the command in the process's arguments and exit with its code."""
    from qa.cli.program import run

    sys.exit(run(sys.argv[1:]))
