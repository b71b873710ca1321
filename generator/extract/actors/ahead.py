"""What stands ahead of a word in a run of capitals: the head of a body's name, or a company's suffix."""

from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_LONGEST_FIRM = 3  # words behind the first of a firm's name
_OF_FUNCTION = frozenset({"Union", "Department", "Ministry", "Committee", "Commission"})

_ACRONYM_REACH = 5  # words between an acronym and the bracket that spells it out
_LONGEST = 14  # words of a name in brackets


def spelled_out(words: list[str]) -> set[str]:
    """Acronyms whose full name stands in brackets behind them ("The FIRST cup (For Inspiration … Technology)")."""
    found: set[str] = set()
    for index in [k for k, word in enumerate(words) if word == "("]:
        inside = words[index + 1 : index + 1 + _LONGEST]
        full = inside[: inside.index(")")] if ")" in inside else []
        initials = "".join(word[0] for word in full if word[0].isupper())
        near = words[max(0, index - _ACRONYM_REACH) : index]
        if len(initials) > 2 and initials in near:
            found.add(initials)
    return found


class Ahead:
    """Looks ahead in one text."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        self.tokens, self.lists = tokens, lists

    def body_follows(self, index: int, least: int = 1, of_function: bool = False) -> bool:
        """Whether the capitals from here on are a body's whole name: "… and Kent State University"."""
        words, first = self.tokens.words, index
        while index < len(words) and words[index][0].isupper():
            if words[index] in self.lists.head_types:
                fits = not of_function or words[index] in _OF_FUNCTION
                if index - first + 1 >= least:
                    return fits
            index += 1
        return False

    def firm_follows(self, index: int) -> bool:
        """Whether a company's suffix stands here or behind one more capital, as in "… and Power Corp" or so."""
        words = self.tokens.words[index : index + 2]
        return any(word in self.lists.organizations.firm_suffixes for word in words) and words[0][0].isupper()

    def opens_firm(self, index: int) -> bool:
        """ "Prudent Mutual said": whatever the tag, what stands before a company's words, unless it says which."""
        lists, words = self.lists, self.tokens.words
        said = (lists.titles.labels, lists.titles.qualifiers, lists.groups.classifying, lists.titles.person_labels)
        if any(self.tokens.lower[index] in listed for listed in said):
            return False
        for word in words[index + 1 : index + 1 + _LONGEST_FIRM]:
            if not word[0].isupper():
                return False
            if word in lists.organizations.firm_suffixes or lists.head_types.get(word) is ActorType.COMPANY:
                return True
        return False
