"""Answering: evidence, abstention, checking, conversation."""
