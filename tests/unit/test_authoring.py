"""What an author is told: about conditions, files, sheets, and a new plugin of any name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from rolkpi.authoring.check import Report, check
from rolkpi.authoring.scaffold import new_plugin
from rolkpi.authoring.sheet import dictionary, sheet
from rolkpi.authoring.synthetic import write_synthetic
from rolkpi.errors import DataError, RequestError
from rolkpi.testing.subject import Subject, load_subject
from rolkpi.workspace.explain import describe

Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new plugin, in the current folder."""
    monkeypatch.chdir(tmp_path)
    return new_plugin("levies", Path(), yaml=True)


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Change one text that stands in one file once."""

    def change(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return change


def tried(folder: Path, *sources: str) -> Report:
    report = check(str(folder), sources=sources or (str(folder / "register.csv"),))
    assert report.tried is not None
    return report


# -- conditions


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("1 = 1", "is true of every row"),
        ("kind = kind", "is true of every row"),
        ("kind IN ('COMPLAINT', 'PETITION', 'REFERENCE')", "is true of every row"),
        ("kind = 'COMPLAINT' AND kind = 'PETITION'", "is true of no row"),
        ("days(received_on, decided_on) < 5 AND days(received_on, decided_on) > 5", "is true of no row"),
        ("decided_on IS NULL OR decided_on IS NOT NULL", "is true of every row"),
        ("within(received_on, decided_on, '30 days')", None),
        ("days(received_on, decided_on) BETWEEN 31 AND 60", None),
        ("received_on >= DATE '2024-07-01'", None),
        ("decided_on = decided_on", None),  # not of an open case
        ("kind <> 'PETITION'", None),
        ("case_no <> district", None),
        ("workdays(received_on, decided_on) = 5", None),
        ("days(received_on, decided_on) = 9 AND received_on > DATE '2030-01-01'", None),
        ("decided_on < DATE '9999-12-31'", None),
    ],
)
def test_a_condition_that_tells_no_rows_apart(condition: str, told: str | None, folder: Path, edit: Edit) -> None:
    edit("kpis.yaml", "within(received_on, decided_on, '30 days') # only these rows", json.dumps(condition))
    found = [p for p in check(str(folder)).problems if p.code == "RK121"]
    assert [told in p.what for p in found if told] == ([True] if told else [])
    lines = (folder / "kpis.yaml").read_text(encoding="utf-8").splitlines()
    (where,) = (number for number, line in enumerate(lines, 1) if "where:" in line)
    assert [(p.file, p.line) for p in found] == ([("levies/kpis.yaml", where)] if told else [])


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("decided_on >= received_on OR TRUE", "no row can break the rule"),
        ("case_no IS NULL", "every row breaks the rule"),
        ("decided_on >= received_on", None),
    ],
)
def test_a_rule_that_nothing_or_everything_breaks(rule: str, told: str | None, folder: Path, edit: Edit) -> None:
    edit("datasets.yaml", "check: decided_on >= received_on", f"check: {rule}")
    found = [p.what for p in check(str(folder)).problems if p.code == "RK121"]
    assert [told in what for what in found if told] == ([True] if told else [])


def test_a_condition_with_too_many_values_is_not_judged(folder: Path, edit: Edit) -> None:
    far = " OR ".join(f"days(received_on, decided_on) = {n * 7}" for n in range(30))
    edit("kpis.yaml", "within(received_on, decided_on, '30 days') # only these rows", f"({far}) AND case_no = case_no")
    assert "RK121" not in {p.code for p in check(str(folder)).problems}


def test_rows_that_a_denial_leaves_out_are_a_note(folder: Path, edit: Edit) -> None:
    limit = "within(received_on, decided_on, '30 days') # only these rows"
    edit("datasets.yaml", "codelist: levies.kind, required: true", "codelist: levies.kind")
    edit("kpis.yaml", limit, "kind <> 'PETITION'")
    assert [n for n in check(str(folder)).notes if "empty 'kind' do not count" in n]
    edit("kpis.yaml", "where: kind <> 'PETITION'", "where: COALESCE(kind <> 'PETITION', TRUE)")
    assert not [n for n in check(str(folder)).notes if "empty 'kind'" in n]


def test_a_total_is_shown_in_the_unit_it_is_counted_in(folder: Path, edit: Edit) -> None:
    edit("kpis.yaml", "    unit: cases\n    direction: context", "    unit: days\n    direction: context")
    (problem,) = check(str(folder)).problems
    assert (problem.code, problem.fix) == ("RK117", "write unit: cases")


# -- files


def test_what_a_file_has_and_what_becomes_of_it(folder: Path) -> None:
    (source,) = (tried(folder).tried or pytest.fail()).sources
    assert dict(source.rows) == {
        "read": 8,
        "accepted": 6,
        "quarantined": 1,
        "Withdrawn before anything was done.": 1,
    }
    assert [(c.column, c.promised, c.found) for c in source.columns][-1] == ("decided_on", "Decided", "6 of 7 rows")
    assert all(c.fine for c in source.columns)
    assert [(code, rows, first) for code, _, _, rows, first in source.problems] == [("RK516", 1, 7)]


def test_first_figures_of_the_months_that_rows_belong_to(folder: Path) -> None:
    trial = tried(folder).tried
    assert trial is not None
    assert [(f.code, f.months, f.told) for f in trial.figures] == [
        ("LEV-01", ("2024-03", "2024-04"), ("4", "2")),  # a decision in May makes no month of its own
        ("LEV-02", ("2024-03", "2024-04"), ("100", "100")),
    ]
    assert str(trial.as_of) == "2024-05-31"


def test_dates_that_cannot_be_read_are_no_values(folder: Path, edit: Edit) -> None:
    edit("adapters.yaml", 'Received, format: "%d/%m/%Y"', 'Received, format: "%d.%m.%Y"')
    report = tried(folder)
    assert report.tried is not None
    (source,) = report.tried.sources
    received = next(c for c in source.columns if c.column == "received_on")
    assert received.found == '0 of 7 rows; 7 cannot be read: they look like format: "%d/%m/%Y"'
    assert not received.fine
    assert report.tried.figures == ()
    assert [k for k, _ in report.tried.skipped] == ["levies.cases_received", "levies.decided_within_30_days"]


def test_every_value_that_is_no_code_has_its_line(folder: Path) -> None:
    text = (folder / "register.csv").read_text(encoding="utf-8")
    (folder / "register.csv").write_text(
        text.replace("SIM-1,A,Complaint", "SIM-1,A,Complain").replace("SIM-2,A,Petition", "SIM-2,A,Prayer"),
        encoding="utf-8",
    )
    (source,) = (tried(folder).tried or pytest.fail()).sources
    assert [(value, rows) for _, value, rows, _ in source.codes] == [("Complain", 1), ("Prayer", 1)]
    assert source.codes[0][3] == "did you mean 'Complaint'?"
    assert [first for code, _, _, _, first in source.problems if code == "RK512"] == [1, 2]


def test_what_means_that_nothing_is_known_counts_as_empty(folder: Path, edit: Edit) -> None:
    edit("adapters.yaml", "column: Type\n", 'column: Type\n        empty: ["-", "N/A"]\n')
    edit("datasets.yaml", "codelist: levies.kind, required: true", "codelist: levies.kind")
    text = (folder / "register.csv").read_text(encoding="utf-8")
    (folder / "register.csv").write_text(text.replace("SIM-1,A,Complaint", "SIM-1,A, - "), encoding="utf-8")
    (source,) = (tried(folder).tried or pytest.fail()).sources
    assert dict(source.rows)["accepted"] == 6
    assert next(c.found for c in source.columns if c.column == "kind") == "6 of 7 rows"


def test_rows_are_left_out_in_capital_and_small_letters(folder: Path) -> None:
    text = (folder / "register.csv").read_text(encoding="utf-8")
    (folder / "register.csv").write_text(text.replace("withdrawn", "WITHDRAWN "), encoding="utf-8")
    (source,) = (tried(folder).tried or pytest.fail()).sources
    assert dict(source.rows)["Withdrawn before anything was done."] == 1


def test_a_file_that_lacks_a_heading_shows_the_others(folder: Path) -> None:
    text = (folder / "register.csv").read_text(encoding="utf-8")
    (folder / "register.csv").write_text(text.replace("District", "Distrct"), encoding="utf-8")
    (source,) = (tried(folder).tried or pytest.fail()).sources
    assert "RK501" in source.rejected
    assert [c.found for c in source.columns if not c.fine] == ["no such heading; did you mean 'Distrct'?"]
    assert source.unused == ("Distrct",)


def test_a_mapping_without_a_heading_is_of_the_columns_own_name(folder: Path, edit: Edit) -> None:
    edit("adapters.yaml", "case_no: {column: Serial No}", 'case_no: {empty: ["-"]}')
    text = (folder / "register.csv").read_text(encoding="utf-8")
    (folder / "register.csv").write_text(text.replace("Serial No", "case_no"), encoding="utf-8")
    (source,) = (tried(folder).tried or pytest.fail()).sources
    assert dict(source.rows)["accepted"] == 6


def test_a_source_is_named_where_it_could_be_for_several(folder: Path, edit: Edit) -> None:
    register = folder / "register.csv"
    assert tried(folder, f"register={register}").tried
    with pytest.raises(RequestError, match="no adapter or dataset 'registr'"):
        tried(folder, f"registr={register}")
    (folder / "more.yaml").write_text("adapters: [{id: levies.other, dataset: levies.case}]\n", encoding="utf-8")
    with pytest.raises(RequestError, match="could be for several"):
        tried(folder)
    with pytest.raises(DataError, match="cannot be read"):
        tried(folder, "case=nowhere.csv")


def test_synthetic_files_are_taken_in_as_they_are(folder: Path, tmp_path: Path) -> None:
    ((file, rows),) = write_synthetic(str(folder), tmp_path / "made")
    assert file.name == "levies.case.synthetic.csv"
    (source,) = (tried(folder, f"case={file}").tried or pytest.fail()).sources
    assert dict(source.rows)["read"] == dict(source.rows)["accepted"] == rows > 20
    again = write_synthetic(str(folder), tmp_path / "again")[0][0].read_bytes()
    other = write_synthetic(str(folder), tmp_path / "other", seed=1)[0][0].read_bytes()
    assert again == file.read_bytes() != other
    with pytest.raises(RequestError, match="already such a file"):
        write_synthetic(str(folder), tmp_path / "made", seed=2)
    assert file.read_bytes() == again


# -- sheets


@pytest.fixture
def subject(folder: Path) -> Subject:
    return load_subject(folder)


def test_a_sheet_says_all_that_is_signed(subject: Subject) -> None:
    kpi = subject.catalog.kpi("LEV-02")
    text = sheet(describe(subject.catalog, kpi), subject.catalog)
    for said in (kpi.description, kpi.why_it_matters, kpi.source, kpi.owner, kpi.note, kpi.examples[0].title):
        assert " ".join(said.split()) in text
    assert "**Cases decided within 30 days** x 100 / **Cases decided**" in text
    assert "where `within(received_on, decided_on, '30 days')`" in text
    assert ": a row of `levies.case` needs `decided_on >= received_on`" in text
    assert "rows with Remarks = withdrawn are left out" in text
    assert "`COMPLAINT` Complaint" in text
    assert "| 2 | A | COMPLAINT | 2024-02-29 | 2024-03-31 |" in text
    assert "| all | kind=COMPLAINT | 50 | 1 | 2 |" in text
    assert "## To be signed" in text


def test_a_dictionary_has_every_kpi_dataset_and_code(subject: Subject) -> None:
    text = dictionary(subject.catalog, "Levies")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## LEV-01 Cases received",
        "## LEV-02 Cases decided within 30 days",
        "## levies.case",
        "## levies.kind",
    ]
    assert "| `decided_on` | date |  | Day it was decided; empty while it is open. |" in text
    assert "| `REFERENCE` | Reference by a court |" in text


# -- new plugins


@pytest.mark.parametrize("name", ["levies", "bonded_labour", "newplugin_two", "a", "class", "c4"])
@pytest.mark.parametrize("yaml", [True, False])
def test_a_new_plugin_of_any_name(name: str, yaml: bool, tmp_path: Path) -> None:
    made = new_plugin(name, tmp_path, yaml=yaml)
    files = [p for p in made.rglob("*") if p.is_file()]
    left = [p for p in files if "newplugin" in p.name or "ewplugin" in p.read_text(encoding="utf-8")]
    assert "newplugin" in name or not left
    for file in files:
        if file.suffix == ".py":
            compile(file.read_text(encoding="utf-8"), str(file), "exec")
    if yaml:
        assert check(str(made)).problems == ()


@pytest.mark.parametrize("name", ["Levies", "4c", "levies_", "a__b", "a-b", "a.b", "", "rolkpi", "ä", "a/b"])
def test_a_name_that_is_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        new_plugin(name, tmp_path, yaml=True)
    assert caught.value.code == "RK402" and caught.value.fix
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(folder: Path) -> None:
    before = (folder / "kpis.yaml").read_bytes()
    with pytest.raises(RequestError, match="already something there"):
        new_plugin("levies", Path(), yaml=True)
    assert (folder / "kpis.yaml").read_bytes() == before


def test_several_files_of_one_dataset_count_together(folder: Path) -> None:
    text = (folder / "register.csv").read_text(encoding="utf-8")
    later = text.replace("SIM-", "NEW-").replace("/03/2024", "/06/2024").replace("/04/2024", "/07/2024")
    (folder / "later.csv").write_text(later.replace("02/05/2024", "02/08/2024"), encoding="utf-8")
    trial = tried(folder, str(folder / "register.csv"), str(folder / "later.csv")).tried
    assert trial is not None
    assert trial.figures[0].told == ("0", "4", "2")  # May, June, July
    assert str(trial.as_of) == "2024-08-31"


def test_never_is_no_month(folder: Path) -> None:
    text = (folder / "register.csv").read_text(encoding="utf-8")
    (folder / "register.csv").write_text(text.replace("20/03/2024", "31/12/9999"), encoding="utf-8")
    trial = tried(folder).tried
    assert trial is not None and str(trial.as_of) == "2024-05-31"


def test_an_example_that_compares_nothing_is_none(folder: Path, edit: Edit) -> None:
    edit("kpis.yaml", "- {numerator: 0, denominator: 0, obs_status: undefined}", "- {area: A}")
    assert [(p.code, p.what) for p in check(str(folder)).problems] == [("RK120", "nothing is compared")]


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_days_that_cannot_be_reckoned_with(day: str, folder: Path, edit: Edit) -> None:
    edit("kpis.yaml", "        period: 2024-03\n        expect:\n          - {value: 3,", f"""\
        period: 2024-03
        as_of: {day}
        expect:
          - {{value: 3,""")  # fmt: skip
    assert {p.code for p in check(str(folder)).problems} <= {"RK120"}


def test_words_make_no_heading_of_their_own(folder: Path, edit: Edit) -> None:
    edit(
        "kpis.yaml",
        "description: How many cases were received in the period.",
        'description: "# Signed\\n\\n## Signed"',
    )
    subject = load_subject(folder)
    text = sheet(describe(subject.catalog, subject.catalog.kpi("LEV-01")), subject.catalog)
    assert "\\# Signed ## Signed" in text
    assert text.count("\n## Signed") == 0


def test_a_workspace_is_checked_with_its_own_folders(folder: Path, edit: Edit, tmp_path: Path) -> None:
    (tmp_path / "rolkpi.toml").write_text(
        '[workspace]\nname = "Trial"\nplugins = ["./levies"]\n[reference]\nareas = "areas.csv"\n', encoding="utf-8"
    )
    (tmp_path / "areas.csv").write_text("code,name,level,valid_from,valid_to\nA,Alpha,district,,\n", encoding="utf-8")
    assert check(str(tmp_path)).problems == ()
    edit("kpis.yaml", "'30 days'", "'21 days'")
    assert {p.code for p in check(str(tmp_path)).problems} == {"RK120"}


def test_a_project_of_another_kind_is_still_a_folder(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n", encoding="utf-8")
    assert check(str(folder)).problems == ()
    (folder / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    with pytest.raises(RequestError, match="cannot be read"):
        check(str(folder))
