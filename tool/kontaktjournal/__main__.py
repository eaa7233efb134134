"""Run the journal as a program, also as ``python -m kontaktjournal``."""

import os
import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command on the words of the command line."""
    try:
        from kontaktjournal.relayed import relayed

        status = relayed(sys.argv[1:], os.environ)
        if status is not None:
            sys.exit(status)
        # Loading takes a moment, in which Ctrl-C is as welcome as later.
        from kontaktjournal.cli import main as run
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
