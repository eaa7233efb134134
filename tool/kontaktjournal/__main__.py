"""Run the journal as a program, also as ``python -m kontaktjournal``."""

import gc
import os
import sys

_INTERRUPTED = 130
#: Loading modules makes values that stay; looking for garbage among them finds none.
_SELDOM = 50_000


def main() -> None:
    """Run the command on the words of the command line."""
    gc.set_threshold(_SELDOM)
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
