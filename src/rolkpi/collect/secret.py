"""Keyed hashing of personal columns: the same person gets the same hash, and nobody without the key gets back."""

from __future__ import annotations

import hmac
import unicodedata
from dataclasses import dataclass, field

import pyarrow as pa

_SHOWN = 32


def normalise(text: str) -> str:
    """What two spellings of one key share: Unicode NFKC, no surrounding blanks, upper case."""
    known = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return known.strip().upper()


@dataclass(frozen=True)
class Secret:
    """The key that personal columns are hashed with, and its version, which every hash carries."""

    key: bytes = field(repr=False)
    version: int = 1

    def hash_column(self, text: pa.Array) -> pa.Array:
        """``v1:`` and 32 hex digits of HMAC-SHA-256 over the normalised text; NULL stays NULL."""
        distinct = text.dictionary_encode()
        hashes = [
            f"v{self.version}:{hmac.digest(self.key, normalise(value).encode(), 'sha256').hex()[:_SHOWN]}"
            for value in distinct.dictionary.to_pylist()
        ]
        return pa.array(hashes, pa.string()).take(distinct.indices)
