"""CHN-11: the twelve months from April 2023 to March 2024."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, Window, WorkedExample
from rolkpi_chain.examples.rows import Row, cell, court_case, fir, report


def _gbv(number: int, registered_at: str, offence: str = "RAPE", flag: bool | None = True, **more: Any) -> Row:
    return fir(f"G{number}", registered_at, offence_cat=offence, gbv_flag=flag, **more)


def _case(case_id: str, fir_id: str, instituted_at: str, decided_at: str | None = None, **more: Any) -> Row:
    """A case of a court that is an area of its own, of whichever district."""
    return court_case(case_id, fir_id, instituted_at, decided_at, **{"court": "COURT", **more})


# By hand:                       recorded      challaned     filed         decided       convicted
#   1  rape                      1 Apr 2023    1 May 2023    1 Jun 2023    31 Mar 2024   31 Mar 2024
#   2  rape                      31 Mar 2024
#   3  honour killing            (31 Mar 2023) 1 Apr 2023    1 May 2023    1 Dec 2023    1 Feb 2024 (second trial)
#   4  acid                      1 Aug 2023                  31 Mar 2024 (on an interim report)
#   5  rape                      (2022)        (2022)        1 Apr 2023    (1 Apr 2024)
#   6  rape                      (1 Apr 2024)
#   7  rape                      10 Oct 2023   31 Mar 2024   31 Mar 2024
#   8  rape                      11 Nov 2023
#   9  rape                      (2022)        (31 Mar 2023) (31 Mar 2023) 15 Jan 2024
#  10  kidnapping                12 Dec 2023   10 Jan 2024
#  11  acid                      (2022)        (2022)        1 Aug 2023
#  together                      6             4             6             3             2
#  of these rape                 4             2             3             2             1
_RECORDS: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (
        _case("C1", "G1", "2023-06-01", "2024-03-31"),
        _case("C3a", "G3", "2023-05-01", "2023-12-01", disposal_mode="ACQUITTAL"),
        _case("C3b", "G3", "2023-07-01", "2024-02-01"),  # another accused: filed and judged once, convicted now
        _case("C4", "G4", "2024-03-31"),
        _case("B4", "G4", "2023-09-15", "2023-09-20", case_type="BAIL", disposal_mode="DISMISSED"),
        _case("C5", "G5", "2023-04-01", "2024-04-01"),
        _case("C7", "G7", "2024-03-31"),
        _case("C9", "G9", "2023-03-31", "2024-01-15", disposal_mode="COMPROMISE"),
        _case("C11", "G11", "2023-08-01"),
        _case("C20", "G20", "2023-07-01", "2023-12-01"),
        _case("C21", "G21", "2023-07-01", "2023-12-01"),
    ),
    "police.fir": (
        _gbv(1, "2023-04-01"),
        _gbv(2, "2024-03-31"),
        _gbv(3, "2023-03-31", "HONOUR_KILLING"),
        _gbv(4, "2023-08-01", "ACID", district="D2"),
        _gbv(5, "2022-05-01"),
        _gbv(6, "2024-04-01"),
        _gbv(7, "2023-10-10", district="D2"),
        _gbv(8, "2023-11-11"),
        _gbv(9, "2022-01-01"),
        _gbv(10, "2023-12-12", "KIDNAP_ABDUCT"),
        _gbv(11, "2022-06-01", "ACID"),
        _gbv(20, "2023-06-01", "MURDER", flag=False),
        _gbv(21, "2023-06-01", "MURDER", flag=None),  # not classified
    ),
    "police.report173": (
        report("G1", "2023-05-01"),
        report("G1", "2023-05-20", version=2),  # again, after defects
        report("G3", "2023-04-01"),
        report("G4", "2023-08-14", "INTERIM"),
        report("G5", "2022-08-01"),
        report("G7", "2024-03-31", district="D2"),
        report("G9", "2023-03-31"),
        report("G10", "2024-01-10"),
        report("G11", "2022-07-01"),
        report("G20", "2023-06-14"),
        report("G21", "2023-06-14"),
    ),
}
_MONTHS = (*(f"2023-{month:02}" for month in range(4, 13)), "2024-01", "2024-02", "2024-03")


def _returns(months: tuple[str, ...]) -> dict[str, tuple[Row, ...]]:
    """Every month 5 recorded and 1 convicted, and what stands beside it on the two forms."""
    return {
        "police.monthly_return": tuple(
            c
            for month in months
            for c in (cell("P11", 5, month), cell("P11", 4, month, item="RAPE"), cell("P2", 90, month))
        ),
        "prosecution.monthly_return": tuple(
            c
            for month in months
            for c in (
                cell("R7_CONVICTED", 1, month, item="GBV"),
                cell("R7_CONVICTED", 20, month),
                cell("R7", 2, month, item="GBV"),
            )
        ),
    }


def _police_returns(months: tuple[str, ...]) -> dict[str, tuple[Row, ...]]:
    return {"police.monthly_return": _returns(months)["police.monthly_return"]}


def _example(title: str, tables: dict[str, tuple[Row, ...]], *expect: Expect) -> WorkedExample:
    return WorkedExample(title=title, tables=tables, period="2024-03", window=Window.ROLLING_12, expect=expect)


_SAME_MONTHS = "The same months: what is counted at one stage was mostly recorded before"
_FROM_RETURNS = "From twelve monthly returns"
_NO_RECORDS = "The returns do not tell: no value without records"
_ELEVEN = "Eleven months are no twelve: no value"
_NOBODY = Expect(value=None, obs_status="no_data")


def _count(value: int) -> Expect:
    return Expect(value=value, n=value, obs_status="ok")


GBV_RECORDED = (
    _example(
        "Six of the thirteen FIRs: the first day counts and the last; not classified counts nowhere",
        _RECORDS,
        _count(6),
        Expect(disaggregation="offence_cat=RAPE", value=4, n=4, obs_status="ok"),
    ),
    _example(_FROM_RETURNS, _police_returns(_MONTHS), _count(60)),
    _example(_ELEVEN, _police_returns(_MONTHS[1:]), _NOBODY),
)

GBV_CHALLANED = (
    _example(
        "Four had their first complete report in these months; the one sent again counts once",
        _RECORDS,
        _count(4),
        Expect(disaggregation="offence_cat=RAPE", value=2, n=2, obs_status="ok"),
    ),
    _example(_NO_RECORDS, _police_returns(_MONTHS), _NOBODY),
)

GBV_FILED = (
    _example(
        "Six came to court in these months, two of them from FIRs of 2022; a bail petition is no trial",
        _RECORDS,
        Expect(value=6, n=6, obs_status="ok", linkage=2 / 3),
        Expect(disaggregation="offence_cat=RAPE", value=3, n=3, obs_status="ok", linkage=1.0),
    ),
    _example(_NO_RECORDS, _police_returns(_MONTHS), _NOBODY),
)

GBV_DECIDED = (
    _example(
        "Three were judged for the first time: a compromise counts, the judgment of 1 April does not",
        _RECORDS,
        Expect(value=3, n=3, obs_status="ok", linkage=2 / 3),
        Expect(disaggregation="offence_cat=RAPE", value=2, n=2, obs_status="ok", linkage=1.0),
    ),
    _example(_NO_RECORDS, _police_returns(_MONTHS), _NOBODY),
)

GBV_CONVICTED = (
    _example(
        "Two, one of them in a second trial after an acquittal",
        _RECORDS,
        Expect(value=2, n=2, obs_status="ok", linkage=2 / 3),
        Expect(disaggregation="offence_cat=RAPE", value=1, n=1, obs_status="ok", linkage=1.0),
    ),
    _example(_FROM_RETURNS, _returns(_MONTHS), _count(12)),
    _example(_ELEVEN, _returns(_MONTHS[1:]), _NOBODY),
)


def _share(stage: int, of_rape: int, linked: float | None = 2 / 3) -> tuple[Expect, ...]:
    return (
        Expect(value=stage * 100 / 6, numerator=stage, denominator=6, n=6, obs_status="ok", linkage=linked),
        Expect(disaggregation="offence_cat=RAPE", value=of_rape * 100 / 4, numerator=of_rape, denominator=4, n=4),
    )


_NO_SHARE = Expect(
    disaggregation="offence_cat=HONOUR_KILLING", value=None, numerator=1, denominator=0, n=0, obs_status="undefined"
)

GBV_CHALLANED_SHARE = (
    _example("Four beside six; one honour killing of earlier beside none", _RECORDS, *_share(4, 2, None), _NO_SHARE),
    _example(_NO_RECORDS, _police_returns(_MONTHS), _NOBODY),
)

GBV_FILED_SHARE = (
    _example(_SAME_MONTHS, _RECORDS, *_share(6, 3), _NO_SHARE),
    _example(_NO_RECORDS, _police_returns(_MONTHS), _NOBODY),
)

GBV_DECIDED_SHARE = (
    _example(_SAME_MONTHS, _RECORDS, *_share(3, 2), _NO_SHARE),
    _example(_NO_RECORDS, _police_returns(_MONTHS), _NOBODY),
)

GBV_CONVICTED_SHARE = (
    _example(_SAME_MONTHS, _RECORDS, *_share(2, 1), _NO_SHARE),
    _example(_FROM_RETURNS, _returns(_MONTHS), Expect(value=20.0, numerator=12, denominator=60, n=60, obs_status="ok")),
    _example(_ELEVEN, _returns(_MONTHS[1:]), _NOBODY),
)

GBV_LINKED = (
    _example(
        "Of three with a complete report two are found in court; the kidnapping is not",
        _RECORDS,
        Expect(value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
        Expect(disaggregation="offence_cat=RAPE", value=100.0, numerator=2, denominator=2, n=2, obs_status="ok"),
    ),
    _example(
        "No complete report: no share",
        {"police.fir": (_gbv(2, "2024-03-31"),), "police.report173": (), "judiciary.case": ()},
        Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),
    ),
)
