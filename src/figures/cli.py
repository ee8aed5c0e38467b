"""The command `figures`. Each subcommand is a few lines over the library; what it needs is imported when it is called."""

from __future__ import annotations

import os
import socket
import sys
from datetime import date
from typing import Any

import click

from figures import cli_compare, cli_store


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 click's
        """Return the day, or fail with what was expected."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write YYYY-MM-DD", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="casualty-figures", prog_name="figures")
def main() -> None:
    """What each source says in reports of war, and where sources disagree."""


@main.command()
@click.option("--port", default=8501, show_default=True, help="Port on this machine.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def app(port: int, browser: bool) -> None:
    """Open the dashboard on this machine (loopback only)."""
    from figures.resources import root

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise click.ClickException(
                f"port {port} is taken or not allowed; choose another: figures app --port {port + 1}"
            ) from error
    shown = browser and (sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY")))
    click.echo(f"Figures opens at http://127.0.0.1:{port} (stop with Ctrl+C)")
    os.chdir(root())  # the settings in .streamlit/ are read from there
    streamlit = ["streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", str(not shown).lower()]
    os.execv(sys.executable, [sys.executable, "-m", *streamlit])  # noqa: S606 our own arguments, no shell


for command in (cli_compare.compare, cli_store.import_, cli_store.backup, cli_store.restore):
    main.add_command(command)
