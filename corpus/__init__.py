"""What sources say: readers, passages, sentences, marks, notes and back-references."""
