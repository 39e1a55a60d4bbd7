"""``python -m rolkpi.cli``."""

from rolkpi.cli.app import main

main()
