"""Finding passages: encoders, vector and lexical indexes, fusion, building and saving."""
