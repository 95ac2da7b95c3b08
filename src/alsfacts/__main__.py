"""``python -m alsfacts`` is the command line."""

import sys

from alsfacts.cli import main

if __name__ == "__main__":
    sys.exit(main())
