"""What is delivered: tables, their columns, and the rules every row must keep."""

from rolkpi.model import Code, Codelist, Column, ColumnType, Dataset, Rule

KIND = Codelist(
    id="newplugin.kind",
    codes=(
        Code(code="COMPLAINT", label="Complaint"),
        Code(code="PETITION", label="Petition"),
        Code(code="REFERENCE", label="Reference by a court"),
    ),
)

CASE = Dataset(
    id="newplugin.case",
    kind="events",
    description="One row a case, entered when it is received and completed when it is decided.",
    columns=(
        Column(name="case_no", type=ColumnType.KEY, required=True, description="Number in the register."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="Code of the district that received it.",
        ),
        Column(
            name="kind",
            type=ColumnType.CODE,
            codelist="newplugin.kind",
            required=True,
            description="What kind of case it is.",
        ),
        Column(name="received_on", type=ColumnType.DATE, required=True, description="Day it was received."),
        Column(name="decided_on", type=ColumnType.DATE, description="Day it was decided; empty while it is open."),
    ),
    key=("case_no",),
    area="district",
    date="received_on",
    reported_by=("district",),
    rules=(
        Rule(
            id="V01",
            check="decided_on >= received_on",
            message="The case was decided before it was received.",
        ),
    ),
)

CODELISTS = (KIND,)
DATASETS = (CASE,)
