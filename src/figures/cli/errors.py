"""What a user can mend is said in one line, with a non-zero exit."""

from __future__ import annotations

import click

from figures.errors import FiguresError


class ClearErrors(click.Group):
    """A group of commands whose errors that a user can mend are one line, whichever command they come from."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error of the library or of the disk becomes one line."""
        try:
            return super().invoke(ctx)
        except FiguresError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            raise  # whoever read the output has enough of it; click ends quietly
        except OSError as error:
            place = error.filename or "the output"
            raise click.ClickException(
                f"{place}: {error.strerror or error}; check the disk and its free space"
            ) from error
