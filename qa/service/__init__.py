"""The FastAPI service and its client."""
