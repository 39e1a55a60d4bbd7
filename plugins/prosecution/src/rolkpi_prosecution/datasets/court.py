"""In court: live cases, hearings, witnesses, bail petitions; and the prosecutors there are for it."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Link, Lookup, Rule

CASE = Dataset(
    id="prosecution.case",
    kind="events",
    description="One row per case of a court of first instance that a prosecutor conducts, from the day it came to "
    "that court to the day it left it. A case that moves to another court has a new number and a new row there.",
    columns=(
        Column(
            name="case_id",
            type=ColumnType.KEY,
            required=True,
            description="Number of the case: prosecution.outcome.case_id.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, description="The FIR the case rests on: police.fir.fir_id."),
        Column(name="court_code", type=ColumnType.TEXT, description="Code of the court."),
        Column(
            name="court_type",
            type=ColumnType.CODE,
            codelist="prosecution.court_type",
            description="Kind of court that tries the case.",
        ),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that conducts the case.",
        ),
        Column(
            name="opened_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the case came to the court. Cases still live when the records begin come with their old "
            "day.",
        ),
        Column(
            name="closed_at",
            type=ColumnType.DATE,
            description="Day the case ended for its last accused, became dormant or moved to another court. Empty "
            "while it is live.",
        ),
        Column(
            name="plea",
            type=ColumnType.CODE,
            codelist="prosecution.plea",
            description="How the accused pleaded to the charge. Empty before the charge, or where it was not noted.",
        ),
    ),
    key=("case_id",),
    area="district",
    date="opened_at",
    reported_by=("district",),
    rules=(
        Rule(id="V04", check="closed_at >= opened_at", message="the case was closed before it was opened"),
        Rule(
            id="V05",
            check="opened_at >= DATE '1980-01-01'",
            message="the case was opened before 1980: is the year right?",
        ),
    ),
    published="all",
)

HEARING = Dataset(
    id="prosecution.hearing",
    kind="events",
    description="One row per case and day on which it was listed for hearing in a court of first instance, whether or "
    "not anything was done. The witnesses by kind are in prosecution.witness and should add up to those here.",
    columns=(
        Column(name="case_id", type=ColumnType.KEY, required=True, description="The case: prosecution.case.case_id."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that conducts the case.",
        ),
        Column(name="hearing_date", type=ColumnType.DATE, required=True, description="Day the case was listed for."),
        Column(name="prosecutor_present", type=ColumnType.BOOL, description="Whether a prosecutor was there."),
        Column(
            name="witnesses_summoned", type=ColumnType.INT, description="Prosecution witnesses summoned for that day."
        ),
        Column(
            name="witnesses_attended", type=ColumnType.INT, description="Of these, the ones who came, examined or not."
        ),
        Column(name="witnesses_examined", type=ColumnType.INT, description="Of these, the ones who were examined."),
        Column(
            name="adjourned",
            type=ColumnType.BOOL,
            required=True,
            description="Whether the hearing was adjourned with nothing done.",
        ),
        Column(
            name="adj_side",
            type=ColumnType.CODE,
            codelist="prosecution.adjourned_by",
            description="Whose doing the adjournment was, as the order sheet says. Adjourned hearings only.",
        ),
    ),
    key=("case_id", "hearing_date"),
    area="district",
    date="hearing_date",
    reported_by=("district",),
    links=(Link(name="case", dataset="prosecution.case", on={"case_id": "case_id"}),),
    derived=(
        Lookup(name="court_type", link="case", column="court_type", description="Kind of court that tries the case."),
    ),
    rules=(
        Rule(
            id="V03",
            check="witnesses_summoned >= 0 AND witnesses_attended >= 0 AND witnesses_examined >= 0",
            message="a number of witnesses is negative",
        ),
        Rule(
            id="V10",
            check="witnesses_attended <= witnesses_summoned AND witnesses_examined <= witnesses_attended",
            message="more witnesses attended than were summoned, or more were examined than attended",
        ),
        Rule(
            id="V02-witnesses",
            check="(witnesses_summoned IS NULL) = (witnesses_attended IS NULL)",
            message="witnesses summoned and witnesses who attended are given together or not at all",
        ),
        Rule(
            id="V02",
            check="adj_side IS NULL OR adjourned",
            message="the hearing was not adjourned, but somebody is named for an adjournment",
        ),
        Rule(
            id="V02-side",
            check="NOT adjourned OR adj_side IS NOT NULL",
            message="adjourned, but not by whom: it counts as a hearing and for nobody",
            severity="warning",
        ),
        Rule(
            id="V05",
            check="hearing_date >= DATE '2003-01-01'",
            message="the hearing lies before there was a prosecution service: is the year right?",
        ),
    ),
    published="all",
)

WITNESS = Dataset(
    id="prosecution.witness",
    kind="events",
    description="One row per hearing and kind of prosecution witness summoned for it. Counts appearances: who is "
    "summoned for three days is counted three times.",
    columns=(
        Column(name="case_id", type=ColumnType.KEY, required=True, description="The case: prosecution.case.case_id."),
        Column(
            name="hearing_date",
            type=ColumnType.DATE,
            required=True,
            description="Day of the hearing: prosecution.hearing.hearing_date.",
        ),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that conducts the case.",
        ),
        Column(
            name="witness_type",
            type=ColumnType.CODE,
            codelist="prosecution.witness_type",
            required=True,
            description="Kind of witness.",
        ),
        Column(name="summoned", type=ColumnType.INT, required=True, description="Summoned for that day."),
        Column(
            name="attended",
            type=ColumnType.INT,
            required=True,
            description="Of these, the ones who came, examined or not.",
        ),
        Column(name="examined", type=ColumnType.INT, description="Of these, the ones who were examined."),
    ),
    key=("case_id", "hearing_date", "witness_type"),
    area="district",
    date="hearing_date",
    reported_by=("district",),
    rules=(
        Rule(
            id="V03",
            check="summoned >= 0 AND attended >= 0 AND examined >= 0",
            message="a number of witnesses is negative",
        ),
        Rule(
            id="V10",
            check="attended <= summoned AND examined <= attended",
            message="more witnesses attended than were summoned, or more were examined than attended",
        ),
        Rule(
            id="V05",
            check="hearing_date >= DATE '2003-01-01'",
            message="the hearing lies before there was a prosecution service: is the year right?",
        ),
    ),
    published="all",
)

BAIL = Dataset(
    id="prosecution.bail",
    kind="events",
    description="One row per bail petition of one accused, whatever the court. Several accused in one petition are "
    "several rows.",
    columns=(
        Column(
            name="bail_id",
            type=ColumnType.KEY,
            required=True,
            description="Number of the petition; with the number of the accused where there are several.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, required=True, description="The FIR: police.fir.fir_id."),
        Column(
            name="accused_no",
            type=ColumnType.INT,
            description="Number of the accused in the FIR: police.accused.accused_no.",
        ),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that appeared.",
        ),
        Column(
            name="stage",
            type=ColumnType.CODE,
            codelist="prosecution.bail_stage",
            description="When and on what ground bail was asked for.",
        ),
        Column(
            name="severity",
            type=ColumnType.CODE,
            codelist="prosecution.severity",
            description="Class of the gravest offence of the accused by its maximum sentence.",
        ),
        Column(name="filed_at", type=ColumnType.DATE, required=True, description="Day the petition was filed."),
        Column(
            name="stance",
            type=ColumnType.CODE,
            codelist="prosecution.stance",
            description="What the prosecutor told the court. Empty before the hearing.",
        ),
        Column(
            name="decided_at",
            type=ColumnType.DATE,
            description="Day the petition was decided or withdrawn. Empty while it is open.",
        ),
        Column(
            name="outcome",
            type=ColumnType.CODE,
            codelist="prosecution.bail_outcome",
            description="Given together with decided_at.",
        ),
    ),
    key=("bail_id",),
    area="district",
    date="filed_at",
    reported_by=("district",),
    rules=(
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (outcome IS NULL)",
            message="decided_at and outcome are given together or not at all",
        ),
        Rule(
            id="V02-stance",
            check="decided_at IS NULL OR stance IS NOT NULL",
            message="decided, but the stance of the prosecution is not recorded: it counts neither as opposed nor as "
            "conceded",
            severity="warning",
        ),
        Rule(id="V03", check="accused_no >= 1", message="accused are numbered from 1"),
        Rule(id="V04", check="decided_at >= filed_at", message="the petition was decided before it was filed"),
        Rule(
            id="V05",
            check="filed_at >= DATE '2003-01-01'",
            message="the petition was filed before there was a prosecution service: is the year right?",
        ),
    ),
    published="all",
)

STAFF = Dataset(
    id="prosecution.staff",
    kind="events",
    description="One row per district and month: posts of prosecutors, and who fills them on its last day.",
    columns=(
        Column(
            name="district", type=ColumnType.AREA, required=True, description="District of the prosecutors' office."
        ),
        Column(
            name="month",
            type=ColumnType.MONTH,
            required=True,
            description="The month; the numbers are those of its last day.",
        ),
        Column(name="sanctioned", type=ColumnType.INT, required=True, description="Posts sanctioned."),
        Column(
            name="in_post",
            type=ColumnType.INT,
            required=True,
            description="Prosecutors in post; those on long leave or posted elsewhere are not.",
        ),
        Column(name="female", type=ColumnType.INT, description="Of these, women."),
    ),
    key=("district", "month"),
    area="district",
    date="month",
    reported_by=("district",),
    rules=(
        Rule(
            id="V03", check="sanctioned >= 0 AND in_post >= 0 AND female >= 0", message="a number of posts is negative"
        ),
        Rule(id="V10", check="female <= in_post", message="more women in post than prosecutors"),
        Rule(
            id="V10-sanctioned",
            check="in_post <= sanctioned",
            message="more prosecutors in post than posts sanctioned",
            severity="warning",
        ),
    ),
    published="all",
)
