"""The command table. A command's module is imported when it is called, so that ``--help`` is quick.

Exit status: 0 done; 1 something delivered was faulty; 2 definitions, workspace, plugins or request are wrong; 3 disk,
lock or source. Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import io
import os
import sys
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from rolkpi.errors import RolkpiError

app = typer.Typer(
    name="rolkpi",
    help="KPIs for rule-of-law reform: take in what districts deliver, compute, explain, query.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


class Format(StrEnum):
    """How an answer is written to stdout."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    MARKDOWN = "markdown"


Where = Annotated[
    Path | None,
    typer.Option(
        "--workspace", "-w", metavar="DIR", help="The workspace; by default this folder or its nearest parent."
    ),
]
OfPlugin = Annotated[
    str | None,
    typer.Option(
        "--plugin", "-p", metavar="PLUGIN", help="Of this plugin alone (a folder or a name), without a workspace."
    ),
]
As = Annotated[Format, typer.Option("--format", help="How the answer is written.")]


def _command(module: str) -> Any:
    return import_module(f"rolkpi.cli.{module}").command


def _version(asked: bool) -> None:
    if asked:
        from rolkpi import __version__

        typer.echo(f"rolkpi {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    workspace: Where = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """KPIs for rule-of-law reform: take in what districts deliver, compute, explain, query."""
    ctx.obj = workspace


def _folder(ctx: typer.Context, own: Path | None) -> Path:
    chosen = own or ctx.obj or os.environ.get("ROLKPI_WORKSPACE") or "."
    return Path(chosen)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make a workspace of.")] = Path(),
    name: Annotated[str, typer.Option(help="What the workspace is called.")] = "My workspace",
    plugin: Annotated[
        list[str] | None, typer.Option(help="A plugin to use; may be given again. By default all that are installed.")
    ] = None,
) -> None:
    """Make a new workspace: rolkpi.toml, reference tables and an inbox to fill."""
    _command("init")(folder, name, plugin)


@app.command()
def run(
    ctx: typer.Context,
    workspace: Where = None,
    threads: Annotated[int | None, typer.Option(min=1, help="Threads of the engine; all cores by default.")] = None,
    as_: Annotated[Format, typer.Option("--format", help="How the summary is written: table or json.")] = Format.TABLE,
) -> None:
    """Take in what arrived, compute every KPI, record the run."""
    _command("run")(_folder(ctx, workspace), threads, as_)


@app.command()
def kpis(
    ctx: typer.Context,
    workspace: Where = None,
    plugin: OfPlugin = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of what --format json gives.")
    ] = False,
    as_: As = Format.TABLE,
) -> None:
    """List the KPIs; with --format markdown the whole data dictionary, with --format json the whole catalogue."""
    _command("kpis")(_folder(ctx, workspace), plugin, schema, as_)


@app.command()
def plugins(ctx: typer.Context, workspace: Where = None, as_: As = Format.TABLE) -> None:
    """List the plugins the workspace uses and those that are installed."""
    _command("plugins")(_folder(ctx, workspace), as_)


@app.command()
def explain(
    ctx: typer.Context,
    kpi: Annotated[str, typer.Argument(help="A KPI's id or catalogue code: JUD-04.")],
    workspace: Where = None,
    plugin: OfPlugin = None,
    by: Annotated[str, typer.Option("--by", help="A disaggregation, for the statements: force, or 'force;sex'.")] = "",
    sql: Annotated[bool, typer.Option("--sql", help="Show the statements that run as well.")] = False,
    as_: Annotated[Format, typer.Option("--format", help="How it is written: table, markdown or json.")] = Format.TABLE,
) -> None:
    """Print the definition sheet of a KPI: words, formula, inputs, source, how it adds up, worked examples, history."""
    _command("explain")(_folder(ctx, workspace), kpi, plugin, by, sql, as_)


@app.command()
def check(
    ctx: typer.Context,
    path: Annotated[
        str | None,
        typer.Argument(help="A plugin's folder or name, or a workspace. By default the workspace, or this folder."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="[NAME=]FILE", help="Try a file: for the adapter or dataset NAME. May be given again."
        ),
    ] = None,
    conformance: Annotated[
        bool, typer.Option("--conformance", help="All that a plugin must prove: examples, mutants, oracle, adding up.")
    ] = False,
    synthetic: Annotated[
        Path | None,
        typer.Option("--synthetic", metavar="DIR", help="Write synthetic rows of every dataset to DIR, as CSV to try."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of synthetic rows; another seed gives other rows.")] = 0,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file is saved.")] = False,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a plugin's YAML files, for editors.")
    ] = False,
    workspace: Where = None,
    as_: Annotated[Format, typer.Option("--format", help="How it is written: table or json.")] = Format.TABLE,
) -> None:
    """Check definitions: every problem at once, with file, line and fix; with --source what becomes of a file."""
    _command("check")(path, source or [], conformance, synthetic, seed, watch, schema, workspace or ctx.obj, as_)


@app.command()
def new_plugin(
    name: Annotated[str, typer.Argument(help="What it is called: lower case letters, digits and underscores.")],
    yaml: Annotated[bool, typer.Option("--yaml", help="A folder of YAML; a Python package without it.")] = False,
    into: Annotated[Path, typer.Option("--into", metavar="DIR", help="Where its folder is made.")] = Path(),
) -> None:
    """Make a new plugin to begin with: one dataset, two KPIs, a mapping, rules and worked examples."""
    _command("new_plugin")(name, yaml, into)


@app.command()
def query(
    ctx: typer.Context,
    kpi: Annotated[list[str] | None, typer.Argument(help="KPIs by id or catalogue code; all by default.")] = None,
    workspace: Where = None,
    area: Annotated[list[str] | None, typer.Option("--area", help="Area code; may be given again.")] = None,
    level: Annotated[
        list[str] | None, typer.Option("--level", help="Level of areas: district, division, province.")
    ] = None,
    frequency: Annotated[str, typer.Option("--frequency", help="month, quarter, year or fiscal_year.")] = "month",
    window: Annotated[
        str | None, typer.Option("--window", help="period, year_to_date or rolling_12. The period by default.")
    ] = None,
    period: Annotated[
        list[str] | None,
        typer.Option("--period", help="2024-03, 2024-Q1, 2024, FY2023-24; 'all'. The newest by default."),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", help="A disaggregation: force, or 'force;sex'; 'all'. The total by default."),
    ] = None,
    geography: Annotated[
        str | None, typer.Option("--geography", help="Restate every month to the map of a day: 2023-03-01.")
    ] = None,
    as_: As = Format.TABLE,
) -> None:
    """Show measurements of the newest run."""
    _command("query")(_folder(ctx, workspace), kpi, area, level, frequency, window, period, by, geography, as_)


def main() -> None:
    """The ``rolkpi`` command. An error raised on purpose is told in words; a bug keeps its traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # Urdu in a file, whatever the console's code page
    try:
        app()
    except RolkpiError as exc:
        typer.echo(f"error: {exc}", err=True)
        sys.exit(exc.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
