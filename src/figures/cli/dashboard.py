"""`figures app`: the dashboard on this machine."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import click

from figures.cli.keeping import store_option
from figures.resources import CLAIMS_VARIABLE, STORE_VARIABLE, root

_SERVER = Path(__file__).parents[1] / "dashboard" / "server.py"  # run by its path: to import it takes long


@click.command()
@click.argument("claims", required=False, envvar=CLAIMS_VARIABLE, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="Port on this machine.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
@store_option
def app(claims: Path | None, port: int, browser: bool, path: Path) -> None:
    """Open the dashboard on this machine (loopback only).

    CLAIMS is a .csv, .parquet or .jsonl table to show in place of the shipped one (or FIGURES_CLAIMS).
    """
    from figures.table import read_table, require_allowed

    if claims:
        require_allowed(read_table(claims), claims)
        os.environ[CLAIMS_VARIABLE] = str(claims.resolve())
    _require_free(port)
    shown = browser and (sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY")))
    click.echo(f"Figures opens at http://127.0.0.1:{port} (stop with Ctrl+C)")
    os.environ[STORE_VARIABLE] = str(path.resolve())  # in the user's folder, before it is left
    os.chdir(root())  # the settings in .streamlit/ are read from there
    options = ["--server.port", str(port), "--server.headless", str(not shown).lower()]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(_SERVER), *options])  # noqa: S606 no shell


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise click.ClickException(
                f"port {port} is taken or not allowed; choose another: figures app --port 8600"
            ) from error
