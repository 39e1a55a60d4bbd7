"""Command line: parse, call, print."""

from rolkpi.cli.app import main

__all__ = ["main"]
