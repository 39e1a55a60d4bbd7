"""The ledger as datasets: who owed what, what came when, and what figures were said before.

They belong to no institution, are always there, and a run fills them from its own ledger. So completeness, timeliness
and restatement are KPIs like any other.
"""

from __future__ import annotations

from collections.abc import Sequence

from rolkpi.model.dataset import Code, Codelist, Column, ColumnType, Dataset
from rolkpi.model.plugin import Plugin

LEDGER = "rolkpi"
"""The plugin that every catalog has."""

EXPECTED = "rolkpi.expected"
SUBMISSIONS = "rolkpi.submissions"
VINTAGES = "rolkpi.vintages"
STATES = ("accepted", "waiting", "rejected")


def ledger_plugin(plugins: Sequence[Plugin]) -> Plugin:
    """The datasets of the ledger, with the loaded plugins as the institutions they tell apart."""
    titles = {p.name: p.title for p in plugins}
    institutions = tuple(Code(code=name, label=title) for name, title in sorted(titles.items()))
    named = {k.id: k.title for p in plugins for k in p.kpis}
    kpis = tuple(Code(code=id_, label=title) for id_, title in sorted(named.items()))
    said = {d.id: d.description or d.id for p in plugins for d in p.datasets}
    datasets = tuple(Code(code=id_, label=label) for id_, label in sorted(said.items()))
    return Plugin(
        name=LEDGER,
        title="Ledger",
        description="What the workspace itself knows of deliveries and of its earlier figures.",
        owner="Delivery Unit",
        codelists=(
            Codelist(id="rolkpi.plugin", codes=institutions or (Code(code="none", label="None"),)),
            Codelist(id="rolkpi.dataset", codes=datasets or (Code(code="none", label="None"),)),
            Codelist(id="rolkpi.kpi", codes=kpis or (Code(code="none", label="None"),)),
            Codelist(id="rolkpi.state", codes=tuple(Code(code=s, label=s.capitalize()) for s in STATES)),
        ),
        datasets=(_EXPECTED, _SUBMISSIONS, _VINTAGES),
    )


_PLUGIN = Column(name="plugin", type=ColumnType.CODE, codelist="rolkpi.plugin", description="Whose dataset it is.")
_DATASET = Column(name="dataset", type=ColumnType.CODE, codelist="rolkpi.dataset", description="Id of the dataset.")
_AREA = Column(name="area", type=ColumnType.AREA, required=True)
_MONTH = Column(name="month", type=ColumnType.MONTH, required=True)
_LEVELS = ("district", "facility", "court")

_EXPECTED = Dataset(
    id=EXPECTED,
    kind="events",
    description="One row per dataset, area and month that a delivery is expected for, of the datasets that have a "
    "source in the workspace.",
    columns=(
        _DATASET,
        _PLUGIN,
        _AREA,
        _MONTH,
        Column(name="covered", type=ColumnType.BOOL, description="Whether an accepted delivery covers it."),
        Column(
            name="received_on",
            type=ColumnType.DATE,
            description="Day the first accepted delivery that covers it was received; empty where unknown.",
        ),
    ),
    key=("dataset", "area", "month"),
    area="area",
    date="month",
    reported_by=_LEVELS,
    published="all",
)

_SUBMISSIONS = Dataset(
    id=SUBMISSIONS,
    kind="events",
    description="One row per delivery and each area and month it says it covers, whatever became of it.",
    columns=(
        Column(name="submission", type=ColumnType.KEY, required=True),
        _DATASET,
        _PLUGIN,
        _AREA,
        _MONTH,
        Column(name="received_on", type=ColumnType.DATE),
        Column(name="state", type=ColumnType.CODE, codelist="rolkpi.state"),
        Column(name="again", type=ColumnType.BOOL, description="An earlier accepted delivery had covered it already."),
        Column(name="automatic", type=ColumnType.BOOL, description="Nobody put a name to its acceptance."),
    ),
    key=("submission", "area", "month"),
    area="area",
    date="month",
    reported_by=_LEVELS,
    published="all",
)

_VINTAGES = Dataset(
    id=VINTAGES,
    kind="events",
    description="One row per KPI, area and month whose figure an earlier run of the workspace published: the numerator "
    "as it was published first, and as the newest of those runs has it. The run under way is not among them.",
    columns=(
        Column(name="kpi", type=ColumnType.CODE, codelist="rolkpi.kpi", required=True),
        _PLUGIN,
        _AREA,
        _MONTH,
        Column(name="first_value", type=ColumnType.INT),
        Column(name="latest_value", type=ColumnType.INT),
    ),
    key=("kpi", "area", "month"),
    area="area",
    date="month",
    reported_by=_LEVELS,
    published="all",
)
