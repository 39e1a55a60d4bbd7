"""Closed lists of values the chain plugin adds: what two institutions name alike in lists of their own."""

from __future__ import annotations

from rolkpi.model import Code, Codelist

REPORT_KINDS = {"INTERIM": "Interim report (incomplete challan)", "COMPLETE": "Complete report (challan)"}

REPORT_KIND = Codelist(
    id="chain.report_kind", codes=tuple(Code(code=code, label=label) for code, label in REPORT_KINDS.items())
)

CODELISTS = (REPORT_KIND,)
