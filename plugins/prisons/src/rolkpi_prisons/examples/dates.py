"""Releases when they are due, counsel, and screening on admission."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prisons.examples.rows import admission, cell, screening, sentence, spell


def _released(custody_id: str, released_at: str, reason: str = "SENTENCE_EXPIRED") -> dict[str, object]:
    return admission(custody_id, "2023-01-05T10:00:00", released_at=released_at, release_reason=reason)


RELEASED_ON_TIME = (
    WorkedExample(
        title="On the due date is in time, the day after is late; bail has no due date",
        tables={
            "prisons.custody": (
                _released("S1", "2024-03-10T23:50:00"),  # on the due date
                _released("S2", "2024-03-11T00:10:00"),  # ten minutes after it ended
                _released("S3", "2024-03-01T09:00:00"),  # early
                _released("S4", "2024-03-31T09:00:00"),  # the second sentence ends that day
                _released("S5", "2024-03-10T09:00:00", "BAIL"),
                _released("S6", "2024-03-10T09:00:00", "PAROLE"),
                _released("S7", "2024-03-10T09:00:00"),  # no due date on file
                _released("S8", "2024-04-01T09:00:00"),  # the day after
                _released("S9", "2024-02-29T09:00:00"),  # the day before
                admission("S10", "2023-01-05T10:00:00"),  # still held
            ),
            "prisons.sentence": (
                sentence("S1", "2024-03-10"),
                sentence("S2", "2024-03-10"),
                sentence("S3", "2024-03-10"),
                sentence("S4", "2024-03-01"),
                sentence("S4", "2024-03-31", number=2),
                *(sentence(f"S{n}", "2024-03-20") for n in (5, 6, 8, 9, 10)),
                sentence("S7", None),
            ),
        },
        period="2024-03",
        expect=(Expect(value=75.0, numerator=3, denominator=4, n=4, obs_status="ok"),),
    ),
    WorkedExample(
        title="From the form: 6 of 8",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C12", 11),
                cell("P1", "2024-03", "C12_ON_TIME", 6),
                cell("P1", "2024-03", "C12_LATE", 2),
                cell("P1", "2024-03", "C12_PAST_DUE", 5),
            )
        },
        period="2024-03",
        expect=(Expect(value=75.0, numerator=6, denominator=8, n=8, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody was due: no share",
        tables={
            "prisons.custody": (_released("S1", "2024-03-10T09:00:00", "BAIL"),),
            "prisons.sentence": (sentence("S1", "2024-03-20"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

HELD_PAST_DUE = (
    WorkedExample(
        title="Due on the 30th is late on the 31st, due on the 31st is not",
        tables={
            "prisons.custody_status": (
                spell("S1", "2023-01-10", status="CONVICT"),
                spell("S2", "2023-01-10", status="CONVICT"),
                spell("S3", "2023-01-10", status="CONVICT_NONFINAL", sex="F"),
                spell("S4", "2023-01-10", status="CONVICT"),  # a further sentence to serve
                spell("S5", "2023-01-10", "2024-03-31", status="CONVICT"),  # released late, on the last day
                spell("S6", "2023-01-10"),  # under trial in another case
                spell("S7", "2023-01-10", status="CONDEMNED"),  # no term
                spell("S8", "2023-01-10", status="CONVICT"),  # no due date on file
                spell("S9", "2024-03-31", status="CONVICT"),  # came on the last day, late already
                spell("S10", "2024-04-01", status="CONVICT"),  # came after the month, late already
            ),
            "prisons.sentence": (
                sentence("S1", "2024-03-30"),
                sentence("S2", "2024-03-31"),
                sentence("S3", "2024-01-31"),
                sentence("S4", "2024-01-31"),
                sentence("S4", "2024-06-30", number=2),
                *(sentence(f"S{n}", "2024-01-31") for n in (5, 6, 7, 9, 10)),
                sentence("S8", None),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),  # S1 S3 S9
            Expect(disaggregation="sex=F", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the form; a quarter is its last month-end",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-01", "C12_PAST_DUE", 5),
                cell("P1", "2024-02", "C12_PAST_DUE", 4),
                cell("P1", "2024-03", "C12_PAST_DUE", 2),
                cell("P1", "2024-03", "C12_LATE", 7),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=2, n=2, obs_status="ok"),),
    ),
)

WITHOUT_COUNSEL = (
    WorkedExample(
        title="Two of six: counsel from the last day on counts, from the day after does not yet",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-01-05"),
                spell("S3", "2024-01-05", sex="F"),
                spell("S4", "2024-01-05", age_class="JUVENILE"),
                spell("S5", "2024-02-05", facility="P2"),
                spell("S6", "2024-01-05", status="CONVICT"),  # sentenced
                spell("S7", "2024-01-05", "2024-03-31"),  # bailed on the last day
                spell("S8", "2024-01-05", "2024-05-01"),
            ),
            "prisons.custody": (
                admission("S1", "2024-01-05T10:00:00", counsel_since="2024-03-31"),
                admission("S2", "2024-01-05T10:00:00", counsel_since="2024-04-01"),
                admission("S3", "2024-01-05T10:00:00"),
                admission("S4", "2024-01-05T10:00:00", counsel_since="2023-12-30"),
                admission("S5", "2024-01-05T10:00:00", counsel_since="2024-01-20"),  # in the prison before
                admission(
                    "S5",
                    "2024-02-05T10:00:00",
                    admission_kind="TRANSFER_IN",
                    facility="P2",
                    counsel_since="2024-04-15",  # on record again
                ),
                admission("S8", "2024-01-05T10:00:00", counsel_since="2024-02-01"),
                admission("S6", "2024-01-05T10:00:00"),
                admission("S7", "2024-01-05T10:00:00"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok"),
            Expect(area="P2", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the form: 12 of 48 under trial",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 60),
                cell("P1", "2024-03", "C5", 48, item="UTP"),
                cell("P1", "2024-03", "C8", 9),
                cell("P1", "2024-03", "C14", 12),
            )
        },
        period="2024-03",
        expect=(Expect(value=25.0, numerator=12, denominator=48, n=48, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody under trial: no share",
        tables={
            "prisons.custody_status": (spell("S1", "2024-01-05", status="CONVICT"),),
            "prisons.custody": (admission("S1", "2024-01-05T10:00:00"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

SCREENED = (
    WorkedExample(
        title="24 hours to the minute are in time; transfers and returns from court are no admissions",
        tables={
            "prisons.custody": (
                admission("S1", "2024-03-01T00:00:00"),
                admission("S2", "2024-03-10T10:00:00", sex="F"),
                admission("S3", "2024-03-10T10:00:00"),
                admission("S4", "2024-03-10T10:00:00"),
                admission("S5", "2024-03-31T23:30:00", admission_kind="RECALL", status="CONVICT"),
                admission("S6", "2024-03-10T10:00:00", admission_kind="TRANSFER_IN"),  # no admission
                admission("S7", "2024-03-10T10:00:00", admission_kind="PRODUCTION_RETURN"),  # no admission
                admission("S9", "2024-03-10T10:00:00", status="ADMIN_IMMIGRATION"),  # not counted
                admission("S8", "2024-04-01T00:00:00"),  # the day after
            ),
            "prisons.medical": (
                screening("S1", "2024-03-02T00:00:00"),  # 24 hours
                screening("S2", "2024-03-11T10:01:00"),  # a minute more
                screening("S3", "2024-03-10T09:59:00"),  # before the admission: an error
                screening("S5", "2024-04-01T08:00:00"),
                screening("S5", "2024-04-09T08:00:00"),  # the first one counts
                screening("S6", "2024-03-10T11:00:00"),
                screening("S7", "2024-03-10T11:00:00"),
                screening("S8", "2024-04-01T08:00:00"),
                screening("S9", "2024-03-10T11:00:00"),
            ),  # nobody saw S4
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="sex=F", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the form: 30 of 40, transfers left out",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C2_NEW", 36),
                cell("P1", "2024-03", "C2_RECALL", 4),
                cell("P1", "2024-03", "C2_TRANSFER_IN", 11),
                cell("P1", "2024-03", "C2_NEW", 5, item="UTP_F"),  # among the 36
                cell("P1", "2024-03", "C13", 30),
            )
        },
        period="2024-03",
        expect=(Expect(value=75.0, numerator=30, denominator=40, n=40, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody was admitted: no share",
        tables={
            "prisons.custody": (admission("S1", "2024-03-10T10:00:00", admission_kind="TRANSFER_IN"),),
            "prisons.medical": (),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)
