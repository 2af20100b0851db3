"""When no sentence answers: what the nearest ones mention of a question, and what is missing."""
