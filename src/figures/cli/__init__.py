"""The command `figures`. A subcommand is a few lines over the library; what it needs is imported when it is called."""

from __future__ import annotations

import click

from figures.cli.comparing import compare
from figures.cli.dashboard import app
from figures.cli.errors import ClearErrors
from figures.cli.keeping import backup, restore
from figures.cli.reading import extract
from figures.cli.tables import check, import_, verify


@click.group(cls=ClearErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="casualty-figures", prog_name="figures")
def main() -> None:
    """What each source says in reports of war, and where sources disagree."""


for _command in (extract, compare, check, verify, import_, app, backup, restore):
    main.add_command(_command)
