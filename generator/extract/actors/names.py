"""Cuts runs of capitals into names, and types them by the word lists, by titles, and by the model's own labels."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.extract.actors.runs import MAX_NAME, Listed, Runs
from generator.extract.actors.tokens import Sentence, Tokens
from generator.extract.actors.wordlists import Entry, Lists
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_LONGEST_ACRONYM = 6
_LINKS = frozenset({"of", "for", "and", "&"})
_QUOTES = frozenset({'"', "“", "‘", "'", "`"})
_PREFIXES = frozenset({"pro", "anti", "non", "post", "pre", "trans", "mid"})
_QUALIFIERS = frozenset({"former", "ex", "late", "then"})
_MODEL_TYPES = {
    "PER": ActorType.PERSON,
    "ORG": ActorType.ORGANIZATION,
    "LOC": ActorType.PLACE,
    "NORP": ActorType.GROUP,
}
_NO_ACTORS = ("nonactor", "adjective")
_QUALIFYING = ("adjective", "nonactor", "country", "place", "capital", "people")
_MAX_PERSON_WORDS = 6
_LONGEST_TITLE = 4
_OFFICE_REACH = 6


def is_acronym(text: str) -> bool:
    """Two to six capital letters."""
    return 1 < len(text) <= _LONGEST_ACRONYM and text.isupper() and text.isalpha()


@dataclass(slots=True)
class Name:
    """A name in the text: tokens `start` to `end`, its type where anything tells it, and why."""

    start: int
    end: int
    type: ActorType | None
    ground: str
    entry: Entry | None = None
    country: str = ""
    in_title_case: bool = False

    @property
    def kind(self) -> str:
        """The entry's kind, "" for a name that no list has."""
        return self.entry.kind if self.entry else ""


class Finder:
    """Finds the names of one text."""

    def __init__(self, tokens: Tokens, lists: Lists, blocked: bytearray) -> None:
        self.tokens, self.lists = tokens, lists
        self._runs = Runs(tokens, lists, blocked)
        self._listed = self._runs.listed
        self._things: set[str] = set()

    def find(self) -> list[Name]:
        """All names in order; two never overlap."""
        found: list[Name] = []
        for sentence in self.tokens.sentences:
            if sentence.capitals or (sentence.title_case and sentence.kind is not SentenceKind.BODY):
                found += self._in_title_case(sentence)
            else:
                for start, end in self._runs.within(sentence):
                    found += self._cut(start, end)
        return found

    def _in_title_case(self, sentence: Sentence) -> Iterator[Name]:
        """Only listed names: where all words have capitals, the body's own names are looked up later."""
        index = sentence.start
        while index < sentence.end:
            listed = self._listed.get(index)
            for name in self._from_entry(index, *listed) if listed else ():
                name.in_title_case = True
                yield name
            index = listed[0] if listed else index + 1

    # --- cutting a run ------------------------------------------------------------------------------------------------

    def _cut(self, start: int, end: int) -> Iterator[Name]:
        """The names in one run of capitals: listed names, titles and persons split off, the rest typed as one."""
        if end - start > MAX_NAME * 2:
            return
        listed = self._listed.get(start)
        if self._is_part(start, listed[0] if listed else start + 1):
            start = listed[0] if listed else start + 1
            listed = self._listed.get(start)
        if start >= end or self._is_thing(start, end):
            return
        if listed and listed[0] >= end:
            yield from self._from_entry(start, *listed)
        else:
            yield from self._composed(start, end, listed)

    def _composed(self, start: int, end: int, listed: Listed | None) -> Iterator[Name]:
        title_end = self._title_end(start, end)
        if title_end == end:
            return
        if title_end > start:
            yield from self._titled(start, title_end, end)
        elif listed and self._is_place_of_office(start, end, listed):
            yield from self._from_entry(start, *listed)
            yield Name(listed[0], end, ActorType.PERSON, "after the place of an office")
        elif listed and self._stands_apart(listed, end):
            yield from self._from_entry(start, *listed)
            yield from self._cut(listed[0], end)
        elif split := self._body_before_person(start, end):
            yield from self._cut(start, split)
            yield Name(split, end, ActorType.PERSON, "after the body of an office")
        else:
            yield from self._whole(start, end, listed)

    def _is_place_of_office(self, start: int, end: int, listed: Listed) -> bool:
        """ "ambassador to the United States Ann Lee"."""
        place = listed[1].kind in ("country", "place")
        return place and self._follows_office(start) and self._like_person(listed[0], end)

    def _stands_apart(self, listed: Listed, end: int) -> bool:
        """Whether a listed name only qualifies a title or person after it ("UN Secretary General", "Afghan Ali")."""
        split, entry = listed
        if self._title_end(split, end) > split:
            return True
        beyond = self._listed.get(split)
        if entry.kind == "country" and beyond and beyond[0] == end and beyond[1].kind == "organization":
            return True
        if beyond and beyond[0] == end and beyond[1].kind in _NO_ACTORS:
            return True
        if entry.kind in _QUALIFYING:
            return self._is_person(split, end) and not self._is_person(split - 1, end)
        if self.tokens.name_starts[split] and self.tokens.names[split] == "PER":
            return True
        given = self.lists.is_given(self.tokens.words[split])
        return entry.kind == "organization" and given and self._like_person(split, end)

    def _body_before_person(self, start: int, end: int) -> int:
        """Where the person begins in "[head of the] Transport Council Ann Lee", 0 if there is none."""
        tokens, lists = self.tokens, self.lists
        for split in range(max(start + 1, end - 3), end - 1):
            last = tokens.words[split - 1]
            listed = last in lists.head_types or last in lists.organizations.tails
            labelled = tokens.name_starts[split] and tokens.names[split] == "PER"
            body = listed or tokens.names[split - 1] == "ORG"
            if body and (labelled or self._follows_office(start)) and self._like_person(split, end):
                return split
        return 0

    def _follows_office(self, index: int) -> bool:
        """Whether "ambassador to the" or "head of the" stands a few words before."""
        return any(word in self.lists.offices for word in self.tokens.lower[max(0, index - _OFFICE_REACH) : index])

    def _like_person(self, start: int, end: int) -> bool:
        """Two to four plain words, none of which heads a body's or a place's name."""
        words, lists = self.tokens.words[start:end], self.lists
        if not 2 <= len(words) <= 4 or not all(word[0].isupper() and word.isalpha() for word in words):
            return False
        others = (lists.head_types, lists.places.heads, lists.nonactors.ends, lists.organizations.company_suffixes)
        return not any(word in listed for word in words for listed in others)

    # --- things -------------------------------------------------------------------------------------------------------

    def _is_thing(self, start: int, end: int) -> bool:
        """ "the cruise ship Aurora", "the film 'Rio'": no actor, says the noun before; nor is it one elsewhere."""
        phrase = self.tokens.phrase(start, end)
        if phrase in self._things:
            return True
        before = self._word_before(start, (*_QUOTES, ","))
        if before >= 0 and self.tokens.lower[before] in self.lists.nonactors.things and start not in self._listed:
            self._things.add(phrase)
            return True
        return False

    def _word_before(self, start: int, skipped: tuple[str, ...]) -> int:
        """The token before a name in its sentence, a mark between them skipped; -1 if there is none."""
        before = start - 1 - (start > 1 and self.tokens.words[start - 1] in skipped)
        same = before >= 0 and self.tokens.sentence_of[before] == self.tokens.sentence_of[start]
        return before if same else -1

    def _is_part(self, start: int, end: int) -> bool:
        """ "US$", "pro-Beijing": part of another word."""
        tokens = self.tokens
        if end < len(tokens.words) and tokens.words[end] == "$" and tokens.touches(end):
            return True
        return (
            start > 1
            and tokens.words[start - 1] == "-"
            and tokens.touches(start)
            and tokens.lower[start - 2] in _PREFIXES
        )

    # --- titles and persons -------------------------------------------------------------------------------------------

    def _title_end(self, start: int, end: int) -> int:
        """The end of the titles that open a run: of "Deputy Foreign Minister" in "Deputy Foreign Minister Ann Lee"."""
        index, complete = start, start
        while index < end:
            step, words = self._title_step(index, end)
            if not step:
                break
            index += step
            opens = words in self.lists.title_heads and self._opens_person(index, end)
            complete = index if opens or words in self.lists.capital_titles else complete
        return start if complete < end and self._names_body(complete, end) else complete

    def _title_step(self, index: int, end: int) -> tuple[int, str]:
        for count in range(min(_LONGEST_TITLE, end - index), 0, -1):
            words = " ".join(self.tokens.lower[index : index + count])
            if words in self.lists.title_words:
                return count, words
        return 0, ""

    def _opens_person(self, index: int, end: int) -> bool:
        """Whether a given name or the model's person begins here."""
        tokens = self.tokens
        if index >= end:
            return False
        return self.lists.is_given(tokens.words[index]) or (tokens.names[index] == "PER" and tokens.name_starts[index])

    def _names_body(self, start: int, end: int) -> bool:
        """Whether what is left after title words is no person ("General Motors", "Justice Department")."""
        words, lists = self.tokens.words, self.lists
        given, several = lists.is_given(words[start]), end - start > 1
        if words[end - 1] in lists.head_types or words[end - 1] in lists.organizations.company_suffixes:
            return not (several and given)
        if words[start] in lists.head_types or words[end - 1] in lists.places.heads:
            return not given
        return any(word in _LINKS for word in words[start:end])

    def _titled(self, start: int, title_end: int, end: int) -> Iterator[Name]:
        stop = self._person_end(title_end, end)
        yield Name(title_end, stop, ActorType.PERSON, f"title {self.tokens.phrase(start, title_end)}")
        if stop < end:
            yield from self._cut(stop, end)

    def _person_end(self, start: int, end: int) -> int:
        """Where a person's name ends inside a run: at a small word, or after six words."""
        last = min(end, start + _MAX_PERSON_WORDS)
        words = self.tokens.words
        return next((k for k in range(start + 1, last) if words[k] in _LINKS or words[k] in (",", "the")), last)

    def _is_person(self, start: int, end: int) -> bool:
        tokens, lists = self.tokens, self.lists
        words = tokens.words[start:end]
        if not 1 <= len(words) <= _MAX_PERSON_WORDS or any(word in _LINKS for word in words):
            return False
        last, given = words[-1], lists.is_given(words[0])
        labelled = {label for label in tokens.names[start:end] if label} == {"PER"}
        if last in lists.organizations.company_suffixes:
            return False
        if len(words) > 2 and (last in lists.head_types or last in lists.places.heads):
            return labelled and given and last not in lists.organizations.run_on
        if len(words) > 1 and given:
            return (last not in lists.head_types and last not in lists.nonactors.ends) or (labelled and len(words) == 2)
        headed = len(words) > 1 and last in lists.head_types  # "Lindley Leisure"
        return labelled and tokens.name_starts[start] and not headed

    # --- one name -----------------------------------------------------------------------------------------------------

    def _whole(self, start: int, end: int, listed: Listed | None) -> Iterator[Name]:
        """One name, typed by its last or first word, else by the model."""
        start, end = self._trimmed(start, end)
        if start >= end or self._is_no_actor(start, end):
            if listed and listed[1].kind == "organization" and listed[0] < end:  # the sponsor of a cup
                yield from self._from_entry(start, *listed)
            return
        said = self._by_noun_beside(start, end)
        if said is None and self._is_person(start, end):
            yield Name(start, end, ActorType.PERSON, self._person_ground(start))
            return
        kind, ground = self._by_words(start, end)
        if kind in (None, ActorType.ORGANIZATION) and said is not None:
            kind, ground = said, "noun beside it"
        if kind is None:
            yield from self._by_model(start, end, listed)
            return
        if kind is ActorType.COMPANY and listed and listed[1].type is ActorType.COMPANY:  # a branch acts for the firm
            yield Name(start, end, kind, f"lexicon: {listed[1].name}", entry=listed[1], country=listed[1].country)
            return
        country = listed[1].country if listed and listed[1].kind in ("adjective", "country", "capital") else ""
        yield Name(start, end, kind, ground, country=country)

    def _person_ground(self, start: int) -> str:
        word = self.tokens.words[start]
        return f"given name {word}" if self.lists.is_given(word) else "language model"

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without words that are no part of a name at its ends: "Monday", "Former", "of"."""
        words, lower, days = self.tokens.words, self.tokens.lower, self.lists.nonactors.days
        while start < end and (words[start] in days or (end - start > 1 and lower[start] in _QUALIFIERS)):
            start += 1
        while end > start and (words[end - 1] in _LINKS or not words[end - 1][0].isalnum()):
            end -= 1
        while end - start > 2 and words[end - 1] in self.lists.given.postnominals:
            end -= 1
        return start, end

    def _is_no_actor(self, start: int, end: int) -> bool:
        tokens, nonactors = self.tokens, self.lists.nonactors
        first, last = tokens.words[start], tokens.words[end - 1]
        if tokens.phrase(start, end) in nonactors.words:
            return True
        if end - start == 1:
            return first in self.lists.adjectives
        if last in self.lists.head_types:
            return False
        person = tokens.names[end - 1] == "PER" and end - start == 2
        if first in nonactors.starts:
            self._things.add(tokens.phrase(start + 1, end))  # after "Hurricane Odile", "Odile" is a storm too
            return True
        return last in nonactors.ends and not person

    def _by_words(self, start: int, end: int) -> tuple[ActorType | None, str]:
        words, lists = self.tokens.words[start:end], self.lists
        first, last = words[0], words[-1]
        if len(words) == 1:
            listed = first in lists.organizations.run_on and first in lists.head_types
            return (lists.head_types[first], f"head noun {first}") if listed else (None, "")
        if last in lists.peoples:
            return ActorType.GROUP, f"people {last}"
        if last in lists.organizations.firm_suffixes:
            return ActorType.COMPANY, f"suffix {last}"
        head = self._head(words)
        if head:
            return lists.head_types[head], f"head noun {head}"
        if first in lists.lead_types:
            return lists.lead_types[first], f"first word {first}"
        if last in lists.places.heads or first in lists.places.leads:
            return ActorType.PLACE, f"head noun {last}"
        return None, ""

    def _head(self, words: list[str]) -> str:
        """The word that tells a body's kind: before "of", else the last two or one, else any in a name with "of"."""
        heads = self.lists.head_types
        if words[0] in heads and words[1] in ("of", "for", "on"):
            return words[0]
        for head in (" ".join(words[-2:]) if len(words) > 2 else "", words[-1]):
            if head in heads:
                return head
        inside = words[0] in self.lists.organizations.run_on or not _LINKS.isdisjoint(words)
        return next((word for word in words if word in heads), "") if inside else ""

    def _by_noun_beside(self, start: int, end: int) -> ActorType | None:
        """The kind that a common noun right before or after gives: "the airline Zefir", "DZKB radio"."""
        tokens, kinds = self.tokens, self.lists.noun_types
        labelled = tokens.names[start] == "PER" and not tokens.words[start].isupper()
        after = tokens.words[end] if end < len(tokens.words) else ""
        if after in self.lists.groups.nouns_after and not labelled:
            return kinds.get(after)
        if self.lists.is_given(tokens.words[start]):
            return None
        before = self._word_before(start, tuple(_QUOTES))
        if before >= 0 and tokens.words[before] == "," and after in (",", ".") and tokens.deps[start] == "appos":
            return self._set_off(before, tokens.heads[start])
        if before < 0 or not tokens.words[before].islower():
            return None
        two = f"{tokens.lower[before - 1]} {tokens.lower[before]}" if before else ""
        return kinds.get(two) or kinds.get(tokens.lower[before])

    def _set_off(self, comma: int, noun: int) -> ActorType | None:
        """ "The port operator, Portserve, ...": the kind that the noun before the comma gives."""
        kind = self.lists.group_types.get(self.tokens.lower[noun]) if noun == comma - 1 else None
        return kind if kind is not ActorType.GROUP else None

    # --- the model's labels -------------------------------------------------------------------------------------------

    def _by_model(self, start: int, end: int, listed: Listed | None) -> Iterator[Name]:
        labelled = list(self._labelled(start, end))
        if end - start > 1 and self.tokens.words[start] in self.lists.nonactors.words and not self._is_body(labelled):
            yield from self._cut(start + 1, end)  # "the Sunni AMS", "Shiite Sadr"
        elif len(labelled) == 1:
            yield from self._model_name(start, end, labelled[0][2], listed)
        elif labelled:
            for first, last, label in labelled:
                yield from self._model_name(first, last, label, self._listed.get(first))
        elif listed and listed[1].kind not in _NO_ACTORS and listed[1].type:
            yield from self._from_entry(start, *listed)
            if listed[1].kind != "organization":  # what follows a firm's name is its product or a branch
                yield from self._cut(listed[0], end)
        else:
            yield Name(start, end, None, "capitals")

    @staticmethod
    def _is_body(labelled: list[tuple[int, int, str]]) -> bool:
        return any(label in ("ORG", "LOC") and end - start > 1 for start, end, label in labelled)

    def _model_name(self, start: int, end: int, label: str, listed: Listed | None) -> Iterator[Name]:
        if label == "MISC" or (end - start == 1 and self.tokens.words[start] in self.lists.adjectives):
            return
        if listed and listed[0] == end and listed[1].kind not in _NO_ACTORS:
            yield from self._from_entry(start, *listed)
            return
        yield Name(start, end, _MODEL_TYPES[label], "language model")

    def _labelled(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The model's names inside a run, cut to it."""
        tokens, index = self.tokens, start
        while index < end:
            label, first = tokens.names[index], index
            index += 1
            while index < end and label and tokens.names[index] == label and not tokens.name_starts[index]:
                index += 1
            if label:
                yield first, index, label

    # --- listed names as names ----------------------------------------------------------------------------------------

    def _from_entry(self, start: int, end: int, entry: Entry) -> Iterator[Name]:
        if entry.kind in _NO_ACTORS or self._is_part(start, end):
            return
        word = self.tokens.words[start]
        if entry.kind == "organization" and end - start == 1 and not self._is_listed_body(start, word, entry):
            return
        person = self.tokens.names[start] == "PER" and end - start == 1 and self.lists.is_given(word)
        if person and entry.kind in ("place", "capital"):
            yield Name(start, end, ActorType.PERSON, "language model")
            return
        yield Name(start, end, entry.type, f"lexicon: {entry.name}", entry=entry, country=entry.country)

    def _is_listed_body(self, start: int, word: str, entry: Entry) -> bool:
        """A one-word listed body that is a common word too ("House", "Times") needs an article before it."""
        if word.isupper() or entry.name != word or word not in self.lists.head_types:
            return True
        return start > 0 and self.tokens.lower[start - 1] == "the"
