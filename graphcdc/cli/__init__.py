"""The command line: one command is one call of the library and one view of its result."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

import click

import graphcdc
from graphcdc.errors import GraphcdcError
from graphcdc.words import DEFAULT_LANGUAGE

_MODULES = {
    "backtest": "graphcdc.cli.judging",
    "check": "graphcdc.cli.tables",
    "compare": "graphcdc.cli.comparing",
    "demo": "graphcdc.cli.demo",
    "doctor": "graphcdc.cli.stores",
    "export": "graphcdc.cli.tables",
    "find": "graphcdc.cli.actions",
    "gaps": "graphcdc.cli.actions",
    "load": "graphcdc.cli.stores",
    "map": "graphcdc.cli.maps",
    "partners": "graphcdc.cli.suggesting",
    "path": "graphcdc.cli.actions",
    "profile": "graphcdc.cli.actions",
    "query": "graphcdc.cli.stores",
    "stats": "graphcdc.cli.actions",
    "template": "graphcdc.cli.tables",
    "whatif": "graphcdc.cli.comparing",
}


class _Commands(click.Group):
    """Commands that are imported when they are called, and errors that end in one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        import importlib

        if cmd_name not in _MODULES:
            return None
        name = {"map": "draw"}.get(cmd_name, cmd_name)
        command = getattr(importlib.import_module(_MODULES[cmd_name]), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphcdcError as error:
            if ctx.meta.get("debug"):
                raise
            click.echo(f"{type(error).__name__}: {error.text(ctx.meta.get('lang', DEFAULT_LANGUAGE))}", err=True)
            sys.exit(error.exit_code)
        except BrokenPipeError:
            # Whoever reads the pipe has had enough; keep the interpreter from complaining at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


commands = click.version_option(graphcdc.__version__, prog_name="graphcdc")(
    _Commands(
        "graphcdc",
        help="Find where cooperation is missing, whom to bring together, and draw it. Try: graphcdc demo.",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
)


def main() -> None:
    """Run the command line; an interrupt ends it with exit code 130."""
    # Thousands of small products of matrices: where something else runs too, waiting for a second thread takes hundreds
    # of times as long as the product itself. It must be said before numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.stdout.flush()
        # At once: a statement that still runs in a thread would trip over the end of the interpreter.
        os._exit(130)
