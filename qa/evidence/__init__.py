"""Choosing the sentences that answer, and telling whether they do."""
