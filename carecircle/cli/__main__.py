"""`python -m carecircle.cli`: the same commands, without importing the application first."""

from carecircle.cli import main

main()
