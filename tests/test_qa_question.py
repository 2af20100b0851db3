import pytest

from qa.question import AnswerType, expected_answer


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who rowed out to the brig?", AnswerType.PERSON),
        ("By whom was the light built?", AnswerType.PERSON),
        ("Which general marched on the city?", AnswerType.PERSON),
        ("When did the brig strike the reef?", AnswerType.TIME),
        ("In what year was the light built?", AnswerType.TIME),
        ("Where does the keeper live?", AnswerType.PLACE),
        ("How many sailors were saved when the brig sank?", AnswerType.NUMBER),
        ("What was the vote on the wages?", AnswerType.NUMBER),
        ("Which ship struck the reef when the storm came?", AnswerType.NAME),
        ("Why did the wreckers wait in vain?", AnswerType.REASON),
        ("For what reason did she row out?", AnswerType.REASON),
        ("How did the crew react when the mast fell?", AnswerType.MANNER),
        ("What source is given for the wreck?", AnswerType.REFERENCE),
        ("What is the source for the cost of the tower?", AnswerType.REFERENCE),
        ("Where does the author have this figure from?", AnswerType.REFERENCE),
        ("Where does the phrase “open sea” come from?", AnswerType.REFERENCE),
        ("Did the hull break up?", AnswerType.YES_NO),
        ("Among the men whose names are known, how many drowned?", AnswerType.NUMBER),
        ("The brig sank in the night. Where?", AnswerType.PLACE),
        ("What did the captain write?", AnswerType.OTHER),
        ("In which year did Mrs. Doyle leave St. Mary’s?", AnswerType.TIME),
        ("", AnswerType.OTHER),
    ],
)
def test_type_of_answer(question: str, kind: AnswerType) -> None:
    assert expected_answer(question).type is kind


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Who were the Wreckers?", "Wreckers"),
        ("What is a half-model?", "half-model"),
        ("Who were the Wreckers that came from Cray?", "Wreckers"),
        ("What does “burgoo” mean?", "burgoo"),
        ("The captain names a certain Stone. Who was he?", "Stone"),
    ],
)
def test_topic_of_a_definition(question: str, topic: str) -> None:
    expectation = expected_answer(question)
    assert (expectation.type, expectation.topic) == (AnswerType.DEFINITION, topic)


def test_question_about_a_relation_is_no_definition() -> None:
    assert expected_answer("What was Lenin's wife called?").type is not AnswerType.DEFINITION
    assert expected_answer("Who was the keeper of the light?").type is AnswerType.PERSON


def test_head_noun() -> None:
    assert expected_answer("Which ship fired the shot?").head == "ship"
    assert expected_answer("Under what title was it published?").head == "title"
