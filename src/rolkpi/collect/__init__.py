"""Files in, checked rows out: every row is accepted, quarantined or ignored with a reason."""

from rolkpi.collect.read import read
from rolkpi.collect.receive import Received, receive
from rolkpi.collect.secret import Secret
from rolkpi.collect.tables import as_table, from_arrow
from rolkpi.collect.text import Ragged, TextTable

__all__ = ["Ragged", "Received", "Secret", "TextTable", "as_table", "from_arrow", "read", "receive"]
