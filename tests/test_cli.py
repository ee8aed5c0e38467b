"""The command: what it prints, what it writes, and one clear line for what is wrong."""

from __future__ import annotations

import socket

from click.testing import CliRunner

from figures.cli import main


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_a_taken_port_is_named_with_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("app", "--port", port, "--no-browser")
    assert result.exit_code == 1
    assert f"port {port} is taken" in result.output
    assert "--port" in result.output
