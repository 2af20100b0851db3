"""Making the trained weights, one command an artefact, and their model cards."""
