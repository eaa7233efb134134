"""Run the journal as ``python -m kontaktjournal``."""

from kontaktjournal.cli import main

if __name__ == "__main__":
    main()
