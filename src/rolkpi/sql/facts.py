"""What coverage asks the rows: which cells a return has, where rows are, when cohorts ripen."""

from __future__ import annotations

from rolkpi.catalog import Catalog
from rolkpi.model.frame import Frame
from rolkpi.model.measure import Cohort, HistogramSource
from rolkpi.plan import Use
from rolkpi.plan.uses import when_of
from rolkpi.sql.names import column, dataset_table, month_column, parse, text
from rolkpi.sql.rows import AREA_CODE, lowered


def availability(use: Use, where: str, catalog: Catalog, frame: Frame) -> str:
    """Per area and month of a return: does a matching cell exist, is one missing.

    Columns: area, month, matching, missing, applicable (counts of cells). A range cannot hold fewer than no
    observations: a negative count of one is missing.
    """
    wrong = " OR d.value < 0" if isinstance(use.source, HistogramSource) else ""
    month = text(column(month_column(str(use.dataset.date)), "d"))
    return text(
        parse(
            f"""
        SELECT {_area(use)} AS area, {month} AS month,
          count(*) AS matching,
          count_if(
            d.cell_status = 'NOT_AVAILABLE' OR ((d.value IS NULL{wrong}) AND d.cell_status <> 'NOT_APPLICABLE')
          ) AS missing,
          count_if(d.cell_status <> 'NOT_APPLICABLE') AS applicable
        FROM {text(dataset_table(use.dataset.id))} AS d
        WHERE ({_lowered(use, where, catalog, frame)}) AND {_area_column(use)} IS NOT NULL
        GROUP BY 1, 2 ORDER BY 1, 2
        """
        )
    )


def ripening(use: Use, catalog: Catalog, frame: Frame) -> str:
    """Per area and month of a cohort whose records name their windows: the last day of the latest one."""
    assert isinstance(use.measure, Cohort) and use.measure.until is not None
    (when,) = when_of(use)
    until = f"CAST({_lowered(use, use.measure.until, catalog, frame)} AS DATE)"
    month = text(column(month_column(when), "d"))
    spoken = f" AND {month} BETWEEN d._since AND d._until" if use.dataset.kind == "spells" else ""
    return text(
        parse(
            f"""
        SELECT {_area(use)} AS area, {month} AS month, max({until}) AS ripe
        FROM {text(dataset_table(use.dataset.id))} AS d
        WHERE ({_lowered(use, use.source.where, catalog, frame)}) AND {until} IS NOT NULL
          AND {_area_column(use)} IS NOT NULL AND {month} BETWEEN {frame.first} AND {frame.last}{spoken}
        GROUP BY 1, 2 ORDER BY 1, 2
        """
        )
    )


def _lowered(use: Use, expression: str, catalog: Catalog, frame: Frame) -> str:
    return text(lowered(use.dataset.id, expression, catalog, frame))


def _area_column(use: Use) -> str:
    return text(column(str(use.source.area or use.dataset.area), "d"))


def _area(use: Use) -> str:
    return AREA_CODE.format(_area_column(use))
