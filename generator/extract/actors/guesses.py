"""Guesses who is behind capitals that no list and no label explains, by how they stand in the clause."""

from generator.extract.actors.drafts import head_token
from generator.extract.actors.names import Name, is_acronym
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_BEFORE_BODIES = frozenset({"the", "of", "for", "at"})
_INSIDE = frozenset(
    {"compound", "amod", "nummod", "appos", "nmod:desc", "nmod:npmod", "nmod:unmarked", "obl:unmarked", "flat"}
)
_MODIFIERS = frozenset({"compound", "amod", "nmod:desc"})
_ASKING = frozenset({"call", "appeal", "plead", "wait"})  # "called for Ford to reopen the plant"
_LONGEST_SYLLABLE = 6
_MAX_PERSON = 3

Guess = tuple[ActorType, str]


def guess(tokens: Tokens, lists: Lists, name: Name, mate: ActorType | None) -> Guess | None:
    """A type and its ground, or None where nothing speaks for an actor; `mate` is who stands before it in a list."""
    text = tokens.phrase(name.start, name.end)
    if (noun := tokens.lower[name.start - 1] if name.start else "") in lists.groups.of_any_name:
        return ActorType.ORGANIZATION, f"{noun} beside it"
    if is_acronym(text):
        return (ActorType.ORGANIZATION, "acronym") if _is_free(tokens, name) else None
    if " " not in text:
        return _single(tokens, lists, name, mate)
    return _several(tokens, name, text)


def _is_free(tokens: Tokens, name: Name) -> bool:
    """Whether an acronym stands by itself, not in brackets and not before a noun ("the SDK tools")."""
    bracketed = name.start > 0 and tokens.words[name.start - 1] == "("
    return not bracketed and tokens.deps[name.start] not in _INSIDE


def _single(tokens: Tokens, lists: Lists, name: Name, mate: ActorType | None) -> Guess | None:
    """A single word is what the one before it in a list is ("Zeus, Hera"), or the subject of a verb of will."""
    if not tokens.tags[name.start].startswith("NNP"):
        return None
    if lists.group_types.get(tokens.lower[name.start]) is ActorType.PARTY and tokens.lower[name.start].endswith("s"):
        return ActorType.PARTY, "capital on a party's noun"
    if mate not in (None, ActorType.COUNTRY, ActorType.PLACE):
        return mate, "listed beside another"
    head = head_token(tokens, name.start, name.end)
    verb = tokens.lemmas[tokens.heads[head]]
    if tokens.deps[head] == "nsubj" and verb in lists.acting.verbs and verb != "be":
        return ActorType.ORGANIZATION, f"subject of {verb}"
    asked = tokens.deps[head] == "obl" and tokens.lower[name.end : name.end + 1] == ["to"] and verb in _ASKING
    if asked or (tokens.deps[head] in ("obj", "iobj") and verb in lists.acting.addressing):
        return ActorType.ORGANIZATION, f"addressed by {verb}"
    return None


def _several(tokens: Tokens, name: Name, text: str) -> Guess | None:
    """Two or three words are a person, more of them or some behind "the" a body that nothing else follows."""
    words, tags = tokens.words[name.start : name.end], tokens.tags[name.start : name.end]
    owned = name.start > 0 and tokens.lower[name.start - 1] == "'s"  # "Uganda's Moses Okot", whatever the tags
    if not owned and not any(tag.startswith("NNP") for tag in tags):
        return None
    if not all(word[0].isupper() or word == "-" or len(word) <= _LONGEST_SYLLABLE for word in words):
        return None
    before = tokens.lower[name.start - 1] if name.start else ""
    long = len(text.split()) > _MAX_PERSON
    if not (before in _BEFORE_BODIES or long or tags[-1] == "NNPS" or any(map(is_acronym, words))):
        return ActorType.PERSON, "two or three words with capitals"
    if tokens.deps[head_token(tokens, name.start, name.end)] in _MODIFIERS:
        return None
    return ActorType.ORGANIZATION, "capitals behind an article or preposition"
