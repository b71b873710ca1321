"""Looks the text's own names up where capitals say nothing: in headlines in Title Case and lines in CAPITALS."""

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import Draft
from generator.extract.actors.tokens import Tokens
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_LONGEST = 6


def add_headline_names(tokens: Tokens, cast: Cast, taken: set[int]) -> None:
    """Add mentions of actors whose full name, acronym or unshared surname stands in such a line."""
    lines = [s for s in tokens.sentences if s.capitals or (s.title_case and s.kind is not SentenceKind.BODY)]
    forms = _forms(cast) if lines else {}
    for sentence in lines:
        index = sentence.start
        while index < sentence.end:
            end, draft = _match(tokens, forms, index, sentence.end)
            if draft is None or index in taken:
                index += 1
                continue
            draft.add(index, end, "name", tokens.phrase(index, end) if not sentence.capitals else draft.name)
            taken.update(range(index, end))
            index = end


def _forms(cast: Cast) -> dict[str, Draft | None]:
    """Every form in lower case -> its actor, None where two actors share it."""
    forms: dict[str, Draft | None] = {}
    for draft in cast.drafts:
        own = {form.lower() for form in draft.forms}
        if draft.type is ActorType.PERSON:
            own |= {form.split()[-1] for form in own if " " in form}
        for form in own:
            forms[form] = draft if forms.get(form, draft) is draft else None
    return forms


def _match(tokens: Tokens, forms: dict[str, Draft | None], start: int, limit: int) -> tuple[int, Draft | None]:
    if not tokens.words[start][0].isupper():
        return start, None
    for end in range(min(start + _LONGEST, limit), start, -1):
        draft = forms.get(tokens.phrase(start, end).lower())
        if draft is not None:
            return end, draft
    return start, None
