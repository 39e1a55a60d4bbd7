"""``python -m rolkpi``."""

from rolkpi.cli import main

main()
