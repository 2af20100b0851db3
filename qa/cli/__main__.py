"""Lets ``python -m qa.cli`` stand in for ``opcit``."""

from qa.cli import main

main()
