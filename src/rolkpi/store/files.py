"""Files that are never half written: staged beside their place, flushed to disk, then renamed."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from rolkpi.errors import EngineError

MEND = "type: rolkpi run; if it stops here again, restore the store from a copy, or move it away and run from the inbox"
"""What to do about a damaged store: a run mends what follows from the deliveries it has taken in."""


def sha256(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()


def canonical_json(data: Any) -> bytes:
    """The one spelling of a JSON value: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def parquet_bytes(table: pa.Table) -> bytes:
    """The one Parquet spelling of a table: equal rows in equal order give equal bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table.combine_chunks(), sink, compression="zstd", version="2.6", store_schema=True)
    return bytes(sink.getvalue())


@contextmanager
def told(where: Path) -> Iterator[None]:
    """Turns what the operating system refuses into EngineError RK603 that names the file."""
    try:
        yield
    except OSError as exc:
        fix = "free disk space, then run again: nothing is half applied" if exc.errno == 28 else "check the folder"
        raise EngineError("RK603", f"cannot write: {exc.strerror or exc}", where=str(where), fix=fix) from exc


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file as a whole; a reader sees the old bytes or the new. Who may read it, the folder's owner decides by
    the umask, as for any file. Raises EngineError RK603."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
        _flush_folder(path.parent)


def _write(path: Path, data: bytes) -> None:
    """The file as a whole, flushed to disk; its name is sure only when its folder is flushed too."""
    staged = path.parent / f".staged-{secrets.token_hex(8)}"
    try:
        with staged.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        staged.replace(path)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def keep(folder: Path, suffix: str, data: bytes) -> str:
    """Store bytes under their own hash, once; a file that was damaged since is mended. Returns the hash."""
    name = sha256(data)
    path = folder / f"{name}{suffix}"
    if not is_whole(path):
        write_atomically(path, data)
    return name


_Content = TypeVar("_Content")
_WRITERS = 4
"""Most files that are written at a time: one disk takes no more."""


def keep_all(
    folder: Path, suffix: str, contents: Iterable[_Content], spelled: Callable[[_Content], bytes]
) -> list[str]:
    """``keep`` for many, several at a time: each is spelled and flushed to disk by itself, the folder once for all.

    The hashes are in the order of the contents. Raises EngineError RK603.
    """
    begun: dict[str, object] = {}

    def kept(content: _Content) -> str:
        data = spelled(content)
        name, mine = sha256(data), object()
        path = folder / f"{name}{suffix}"
        # equal contents are written by whoever comes first
        if begun.setdefault(name, mine) is mine and not is_whole(path):
            _write(path, data)
        return name

    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(min(os.cpu_count() or 1, _WRITERS)) as pool:
            names = list(pool.map(kept, contents))
        _flush_folder(folder)
    return names


def is_whole(path: Path) -> bool:
    """Whether a file that is named by the hash of its bytes still has those bytes."""
    try:
        return sha256(path.read_bytes()) == path.stem
    except OSError:
        return False


def whole(path: Path) -> Path:
    """The path of a file named by its hash, once that is checked. Raises EngineError RK602."""
    if not is_whole(path):
        what = "this file of the store is missing" if not path.exists() else "this file of the store was altered"
        raise EngineError("RK602", what, where=str(path), fix=MEND)
    return path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a workspace's one writer's lock; it ends with the process. Raises EngineError RK601 when it is taken."""
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("a+")
    with handle:
        try:
            _lock(handle.fileno())
        except (BlockingIOError, PermissionError) as exc:  # what the two systems say when somebody else holds it
            handle.seek(0)
            holder = handle.read().strip() or "unknown"
            raise EngineError(
                "RK601", f"another run is under way (process {holder})", where=str(path), fix="wait until it has ended"
            ) from exc
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


if sys.platform != "win32":
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

else:
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
