"""What can go wrong while a question is answered.

AnsweringError
├── BadQuestion          empty, or longer than can be read
├── UnknownConversation  no conversation has this id
├── BadEvaluationFile    a file of questions is missing or malformed
├── PortInUse            the port asked for is taken
├── ServiceUnreachable   no service answers at this address
└── UnfaithfulQuotation  a quotation did not match its source: a bug, never shown
"""

from corpus.errors import OpcitError


class AnsweringError(OpcitError):
    """Anything wrong with asking or answering."""

    code = "answering_error"
    by_user = True


class BadQuestion(AnsweringError):
    """The question is empty or too long."""

    code = "bad_question"


class UnknownConversation(AnsweringError):
    """No conversation has the id asked for."""

    code = "unknown_conversation"


class BadEvaluationFile(AnsweringError):
    """A file of questions is missing or malformed."""

    code = "bad_evaluation_file"


class PortInUse(AnsweringError):
    """The port asked for is taken."""

    code = "port_in_use"


class ServiceUnreachable(AnsweringError):
    """No service answers at the address given."""

    code = "service_unreachable"
    by_user = False


class UnfaithfulQuotation(AnsweringError):
    """A quotation did not match its source."""

    code = "unfaithful_quotation"
    by_user = False
