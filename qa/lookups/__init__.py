"""Answers by what a sentence or a note is: its time, its speaker, its work, the name in it."""
