"""`python -m figures` is the command `figures`."""

from figures.cli import main

main()
