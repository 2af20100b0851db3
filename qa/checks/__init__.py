"""Checking what somebody says the source says: quotations and claims."""
