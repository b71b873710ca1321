"""Cuts runs of capitals into names, and types them by the word lists, by titles, and by the model's own labels."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.extract.actors.ahead import spelled_out
from generator.extract.actors.kinds import LINKS, QUOTES, Kinds
from generator.extract.actors.runs import MAX_NAME, Listed, Runs
from generator.extract.actors.tokens import Sentence, Tokens
from generator.extract.actors.wordlists import Entry, Lists
from generator.model.document import SentenceKind
from generator.model.vocabulary import ActorType

_UNARTICLED = frozenset({"Congress", "Parliament"})  # bodies that need no "the"
_LONGEST_ACRONYM = 6
_MODEL_TYPES = {
    "PER": ActorType.PERSON,
    "ORG": ActorType.ORGANIZATION,
    "LOC": ActorType.PLACE,
    "NORP": ActorType.GROUP,
}
_NO_ACTORS = ("nonactor", "adjective")
_QUALIFYING = ("adjective", "nonactor", "country", "place", "capital", "people")


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
        self._kinds = Kinds(tokens, lists)
        self._things: set[str] = set()
        self._spelled_out = spelled_out(tokens.words)

    def find(self) -> list[Name]:
        """All names in order; two never overlap."""
        found: list[Name] = []
        for sentence in self.tokens.sentences:
            if sentence.capitals or (sentence.title_case and sentence.kind is not SentenceKind.BODY):
                found += self._in_title_case(sentence)
            else:
                names = [name for run in self._runs.within(sentence) for name in self._cut(*run)]
                found += self._of_dateline(names) if sentence.kind is SentenceKind.DATELINE else names
        return found

    def _of_dateline(self, names: list[Name]) -> Iterator[Name]:
        """ "ST. JOHN'S, Nfld. (DP) -": nobody in it is a person, and what stands in brackets is an agency."""
        for name in names:
            if name.entry is None and name.type in (ActorType.PERSON, None):
                if not name.start or self.tokens.words[name.start - 1] not in ("(", "/"):
                    continue
                name.type, name.ground = ActorType.MEDIA, "agency of a dateline"
            yield name

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
        if self.tokens.words[start] in self._spelled_out and end - start > 1:
            yield Name(start, start + 1, ActorType.ORGANIZATION, "acronym spelled out")
            start += 1
        start += start not in self._listed and self._kinds.is_label(start, end, self._runs.capital_pairs)
        listed = self._listed.get(start)
        if self._kinds.is_part(start, listed[0] if listed else start + 1):
            start = listed[0] if listed else start + 1
            listed = self._listed.get(start)
        if start >= end or self._is_thing(start, end):
            return
        if (name_start := self._kinds.title_tail(start, end)) > start:
            yield from self._titled(start, name_start, end)
            return
        if listed and listed[0] >= end:
            yield from self._from_entry(start, *listed)
        else:
            yield from self._composed(start, end, listed)

    def _composed(self, start: int, end: int, listed: Listed | None) -> Iterator[Name]:
        title_end = self._kinds.title_end(start, end)
        if listed and title_end == start and self._kinds.is_occupation(start, end, *listed):
            title_end = start + 1
        if title_end == end or (title_end == start and not listed and self._kinds.is_office(start, end)):
            return
        field = self._kinds.field_before_person(start, end) if title_end == start else 0
        if field:
            yield Name(field, end, ActorType.PERSON, "after the field of an office")
        elif title_end > start:
            yield from self._titled(start, title_end, end)
        elif (office := self._kinds.office_of(start, end)) < end:
            yield from self._cut(start, office)
        elif listed and self._is_place_of_office(start, end, listed):
            yield from self._from_entry(start, *listed)
            yield Name(listed[0], end, ActorType.PERSON, "after the place of an office")
        elif listed and self._stands_apart(listed, end):
            yield from self._from_entry(start, *listed)
            yield from self._cut(listed[0], end)
        elif split := self._body_before_person(start, end):
            yield from self._cut(start, split)
            begin = self._kinds.title_end(split, end)  # "Hokushin President Ann Lee"
            yield Name(begin if begin < end else split, end, ActorType.PERSON, "after the body of an office")
        else:
            yield from self._with_title_inside(start, end, listed)

    def _with_title_inside(self, start: int, end: int, listed: Listed | None) -> Iterator[Name]:
        title, person = self._kinds.title_inside(start, end)
        if title == end:
            yield from self._whole(start, end, listed)
            return
        if listed or self.tokens.names[title - 1] == "ORG":
            yield from self._cut(start, title)
        yield Name(person, end, ActorType.PERSON, f"title {self.tokens.phrase(title, person)}")

    def _is_place_of_office(self, start: int, end: int, listed: Listed) -> bool:
        """ "ambassador to the United States Ann Lee"."""
        place = listed[1].kind in ("country", "place")
        return place and self._kinds.follows_office(start) and self._kinds.like_person(listed[0], end)

    def _stands_apart(self, listed: Listed, end: int) -> bool:
        """Whether a listed name only qualifies a title or person after it ("UN Secretary General", "Afghan Ali")."""
        split, entry = listed
        if self._kinds.title_end(split, end) > split:
            return True
        beyond = self._listed.get(split)
        if entry.kind == "country" and beyond and beyond[0] == end and beyond[1].kind == "organization":
            return True
        if beyond and beyond[0] == end and beyond[1].kind in _NO_ACTORS:
            return True
        if entry.kind in _QUALIFYING:
            return self._kinds.is_person(split, end) and not self._kinds.is_person(split - 1, end)
        if self.tokens.name_starts[split] and self.tokens.names[split] == "PER":
            return True
        given = self.lists.is_given(self.tokens.words[split])
        return entry.kind == "organization" and given and self._kinds.like_person(split, end)

    def _body_before_person(self, start: int, end: int) -> int:
        """Where the person begins in "[head of the] Transport Council Ann Lee", 0 if there is none."""
        tokens, lists = self.tokens, self.lists
        for split in range(max(start + 1, end - 3), end - 1):
            last = tokens.words[split - 1]
            if last in LINKS:  # "Committee of National Renewal"
                continue
            listed = last in lists.head_types or last in lists.organizations.tails
            labelled = tokens.name_starts[split] and tokens.names[split] == "PER"
            body = listed or tokens.names[split - 1] == "ORG"
            if body and (labelled or self._kinds.follows_office(start)) and self._kinds.like_person(split, end):
                return split
        return 0

    def _titled(self, start: int, title_end: int, end: int) -> Iterator[Name]:
        stop = self._kinds.person_end(title_end, end)
        yield Name(title_end, stop, ActorType.PERSON, f"title {self.tokens.phrase(start, title_end)}")
        while stop < end and self.tokens.words[stop] in self.lists.given.postnominals:
            stop += 1
        if stop < end:
            yield from self._cut(stop, end)

    # --- things -------------------------------------------------------------------------------------------------------

    def _is_thing(self, start: int, end: int) -> bool:
        """ "the cruise ship Aurora", "the film 'Rio'": no actor, says the noun before; nor is it one elsewhere."""
        phrase = self.tokens.phrase(start, end)
        if phrase in self._things:
            return True
        before = self._kinds.word_before(start, (*QUOTES, ","))
        listed = self._listed.get(start)
        whole = listed is not None and listed[0] >= end  # "the ferry Estonia Star" is a ship, though Estonia is none
        if before >= 0 and self.tokens.lower[before] in self.lists.nonactors.things and not whole:
            self._things.add(phrase)
            return True
        return False

    def _is_no_actor(self, start: int, end: int) -> bool:
        tokens, nonactors = self.tokens, self.lists.nonactors
        first, last = tokens.words[start], tokens.words[end - 1]
        if tokens.phrase(start, end) in nonactors.words:
            return True
        if end - start == 1:
            return first in self.lists.adjectives or self._kinds.is_common_noun(start)
        if last in self.lists.head_types and not (first.isupper() and first in nonactors.starts):  # "MV Corran Star"
            return False
        person = tokens.names[end - 1] == "PER" and end - start == 2
        if first in nonactors.starts:
            self._things.add(tokens.phrase(start + 1, end))  # after "Hurricane Odile", "Odile" is a storm too
            return True
        return last in nonactors.ends and not person

    # --- one name -----------------------------------------------------------------------------------------------------

    def _whole(self, start: int, end: int, listed: Listed | None) -> Iterator[Name]:
        """One name, typed by its last or first word, else by the model."""
        start, end = self._kinds.trimmed(start, end)
        if start >= end or self._is_no_actor(start, end):
            if listed and listed[1].kind == "organization" and listed[0] < end:  # the sponsor of a cup
                yield from self._from_entry(start, *listed)
            return
        said = self._kinds.by_noun_beside(start, end)
        if said is None and self._kinds.is_area(start) and self._kinds.by_words(start, end)[0] is None:
            yield Name(start, end, ActorType.PLACE, f"{self.tokens.lower[start - 2]} of")
            return
        if said is None and self._kinds.is_person(start, end):
            yield Name(start, end, ActorType.PERSON, self._kinds.person_ground(start))
            return
        kind, ground = self._kinds.by_words(start, end)
        if kind in (None, ActorType.ORGANIZATION) and said is not None:
            kind, ground = said, "club noun beside it" if self._kinds.is_club(start) else "noun beside it"
        if kind is None:
            yield from self._by_model(start, end, listed)
            return
        if kind is ActorType.COMPANY and listed and listed[1].type is ActorType.COMPANY:  # a branch acts for the firm
            yield Name(start, end, kind, f"lexicon: {listed[1].name}", entry=listed[1], country=listed[1].country)
            return
        country = listed[1].country if listed and listed[1].kind in ("adjective", "country", "capital") else ""
        yield Name(start, end, kind, ground, country=country)

    def _from_entry(self, start: int, end: int, entry: Entry) -> Iterator[Name]:
        if entry.kind in _NO_ACTORS or self._kinds.is_part(start, end):
            return
        word = self.tokens.words[start]
        if word in _UNARTICLED:
            yield Name(start, end, entry.type, f"lexicon: {entry.name}", entry=entry, country=entry.country)
            return
        if entry.kind == "organization" and end - start == 1 and not self._kinds.is_listed_body(start, word, entry):
            return
        person = self.tokens.names[start] == "PER" and end - start == 1 and self.lists.is_given(word)
        if person and entry.kind in ("place", "capital"):
            yield Name(start, end, ActorType.PERSON, "language model")
            return
        yield Name(start, end, entry.type, f"lexicon: {entry.name}", entry=entry, country=entry.country)

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
        several = label == "PER" and not LINKS.isdisjoint(self.tokens.words[start:end])  # "Sons of Hadba"
        kind = ActorType.ORGANIZATION if several else _MODEL_TYPES[label]
        yield Name(start, end, kind, "language model")

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
