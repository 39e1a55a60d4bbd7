"""Hypothesis profiles: ``ci`` gives the same examples every time, ``deep`` looks for new ones.

Choose with ``HYPOTHESIS_PROFILE=deep``.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW_TO_DRAW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=12, suppress_health_check=_SLOW_TO_DRAW)
settings.register_profile("deep", deadline=None, max_examples=500, suppress_health_check=_SLOW_TO_DRAW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
