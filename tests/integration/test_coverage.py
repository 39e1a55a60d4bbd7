"""What covers a month when one delivery lies over another."""

from __future__ import annotations

from rolkpi.model import Mode
from rolkpi.model.frame import Cover
from rolkpi.workspace.inputs import _laid_over


def test_a_snapshot_replaces_and_a_change_rests_on_what_is_under_it() -> None:
    under = Cover(Mode.SNAPSHOT, automatic=True, absent=("sex",))
    change = Cover(Mode.UPSERT, automatic=False, absent=("age",))
    assert _laid_over(None, change) == change
    assert _laid_over(under, change) == Cover(Mode.SNAPSHOT, automatic=True, absent=("age", "sex"))
    whole = Cover(Mode.SNAPSHOT)
    assert _laid_over(under, whole) == whole
