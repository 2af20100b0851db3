"""A question put in a conversation: its history found, its answer kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.conversations import Conversations, new_id
from qa.engine import Engine, Retrieval
from qa.model import Answer, Exchange


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with its conversation.

    Attributes
    ----------
    question : str
        As asked.
    history : tuple of Exchange
        Earlier turns, oldest first.
    conversation_id : str
        The conversation it belongs to; empty when one is yet to begin or nothing is kept.
    kept : bool
        Whether the answer will be kept.
    source_ids : tuple of str or None
        The sources asked; None for all.
    k : int
        How many passages to look at.
    """

    question: str
    history: tuple[Exchange, ...]
    conversation_id: str
    kept: bool
    source_ids: tuple[str, ...] | None
    k: int


class Desk:
    """Takes questions; keeps no state but the conversations in their database.

    Parameters
    ----------
    engine : Engine
        Answers.
    conversations : Conversations
        Keeps.
    hits : int
        Passages looked at when the question does not say how many.
    """

    def __init__(self, engine: Engine, conversations: Conversations, *, hits: int = 8) -> None:
        self._engine = engine
        self._conversations = conversations
        self._hits = hits

    def inquire(
        self,
        question: str,
        *,
        conversation_id: str | None = None,
        history: Sequence[Exchange] | None = None,
        source_ids: Sequence[str] | None = None,
        k: int | None = None,
    ) -> Inquiry:
        """Place a question in its conversation.

        A history that is given is used as it is, and without a conversation nothing is then
        kept, so that a client can hold its own conversations. Without a history the turns kept
        in the conversation are the history; without either a conversation begins. An empty
        conversation id, as an answer that is not kept carries it, is none.

        Raises
        ------
        UnknownConversation
            No conversation has this id.
        """
        told = history
        if conversation_id:
            kept = self._conversations.history(conversation_id)
            told = kept if history is None else history
        return Inquiry(
            question=question,
            history=tuple(told or ()),
            conversation_id=conversation_id or "",
            kept=bool(conversation_id) or history is None,
            source_ids=None if source_ids is None else tuple(source_ids),
            k=k or self._hits,
        )

    def find(self, inquiry: Inquiry) -> Retrieval:
        """Understand the question and find its passages.

        Raises
        ------
        BadQuestion
            It is empty or too long.
        UnknownSource
            A source id is not known.
        """
        return self._engine.retrieve(
            inquiry.question, history=inquiry.history, source_ids=inquiry.source_ids, k=inquiry.k
        )

    def answer(self, inquiry: Inquiry, retrieval: Retrieval) -> Answer:
        """Answer from the passages found, and keep the answer if it is to be kept."""
        answer = self._engine.answer(retrieval)
        if not inquiry.kept:
            return answer
        conversation_id = inquiry.conversation_id or new_id()
        answer = replace(answer, conversation_id=conversation_id, turn_id=new_id())
        self._conversations.add(answer, begin=not inquiry.conversation_id)
        return answer

    def ask(self, inquiry: Inquiry) -> Answer:
        """Find, then answer."""
        return self.answer(inquiry, self.find(inquiry))
