import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotations import quoted_spans


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no ‘never’ no” twice.", ["no ‘never’ no"]),
        ("It was ‘reliable’ and Lenin’s ‘own’.", ["reliable", "own"]),
        ('"It opens straight.”', ["It opens straight."]),
        ('He said "no" and "yes".', ["no", "yes"]),
        ("The ‘soldiers’ greatcoats’ were lost.", ["soldiers’ greatcoats"]),
        ("The soldiers’ coats, the workers’ hats.", []),
        ("“It is never closed", ["It is never closed"]),
        ("It is never opened.”", []),
        ("“I heard ‘Thank God’,” said he. “So ‘it is’.”", ["I heard ‘Thank God’,", "So ‘it is’."]),
        ("‘Land and Liberty!’, ‘The Land!’", ["Land and Liberty!", "The Land!"]),
        ("“’Tis done,” he said.", ["’Tis done,"]),
        ("«Non», dit-il.", ["Non"]),
        ("", []),
    ],
)
def test_the_outermost_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


@given(st.text(alphabet='as “”‘’"«».', max_size=40))
def test_spans_are_ordered_and_inside_the_text(text: str) -> None:
    at = 0
    for start, end in quoted_spans(text):
        assert at <= start <= end <= len(text)
        assert start > 0
        at = end
