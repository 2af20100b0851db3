"""Scoring answers against questions with gold evidence."""
