"""Brings the names of one text together: which of them are the same person, body or country.

Two forms join only on strong ground: the same words, given name and surname, an acronym that spells the name, a surname
that one person alone bears, a listed alias. Anything less stays apart: a split costs an editor one click, a conflation
trust.
"""

from dataclasses import dataclass

from generator.extract.actors.bodies import Bodies
from generator.extract.actors.drafts import BODIES, Draft, folded
from generator.extract.actors.guesses import guess
from generator.extract.actors.name_types import NameTypes
from generator.extract.actors.names import Name, is_acronym
from generator.extract.actors.persons import Persons
from generator.extract.actors.roster import Roster
from generator.extract.actors.titles import Title
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Entry, Lists
from generator.model.vocabulary import ActorType

_LOCATIVE = frozenset(
    {"in", "at", "from", "near", "to", "of", "around", "outside", "through", "across", "towards", "toward"}
)
_INSIDE = frozenset({"in", "at", "near", "outside", "around"})
_PLACES = ("place", "capital", "country")
_BY_WORDS = ("suffix", "head noun", "first word", "noun beside", "club noun beside")
_INTRODUCTION = 8  # words between a body and the initials by which it is known
_SHORT = 3  # the rank of short names, which wait for the full ones


@dataclass(frozen=True, slots=True)
class Form:
    """The words of a name, as compared."""

    text: str
    words: tuple[str, ...]


class Cast(Roster):
    """All actors of one text."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        super().__init__(lists)
        self.tokens = tokens
        self.types = NameTypes(tokens, lists)
        self.of_name: dict[int, Draft] = {}  # index of a name -> its actor
        self.persons = Persons(tokens, lists)
        self.bodies = Bodies(tokens, lists)
        self._called: dict[str, Draft] = {}  # the short form in brackets behind a body's name -> the body
        self._ending_at: dict[int, Draft] = {}  # token after a name -> its actor

    def assemble(self, names: list[Name], titles: dict[int, list[Title]]) -> None:
        """Give every name its actor: full names first, so that short ones find them wherever they stand."""
        self.types.settle(names, titles)
        ranks = [_SHORT if self.types.is_surname(name) else _rank(name) for name in names]
        for index in sorted(range(len(names)), key=lambda k: (ranks[k], names[k].start)):
            name = names[index]
            form = self._form(name)
            draft = self._place(name, form, titles.get(index, []))
            if draft is None:
                continue
            self.of_name[index] = self._ending_at[name.end] = draft
            draft.add(name.start, name.end, "name", form.text)
            draft.titles += titles.get(index, [])
        for index, found in titles.items():
            self._affiliate(index, found)

    def _form(self, name: Name) -> Form:
        text = self.tokens.phrase(name.start, name.end)
        return Form(text, tuple(folded(text).split()))

    # --- places of names ----------------------------------------------------------------------------------------------

    def _place(self, name: Name, form: Form, titles: list[Title]) -> Draft | None:
        if name.kind in _PLACES or name.type is ActorType.PLACE or self.types.is_surname(name):
            bearer = self._surname_like_a_place(name, form)
            if bearer is not None:
                return bearer
        if name.entry is not None:
            return self._namesake(name, name.entry, form) or self._listed(name, name.entry, form)
        if name.type is not ActorType.PLACE and form.text in self._called:
            return self._called[form.text]
        return self._bracketed(name, form) or self._short_form(name, form) or self._unlisted(name, form, titles)

    def _unlisted(self, name: Name, form: Form, titles: list[Title]) -> Draft | None:
        if name.type is ActorType.PERSON:
            return self._person(name, form, titles)
        if name.type is ActorType.PLACE:
            return self._somewhere(name, form)
        return self._body(name, form) if name.type is not None else self._unsure(name, form)

    def _listed(self, name: Name, entry: Entry, form: Form) -> Draft:
        if entry.record is not None:
            return self._known(name, entry)
        if entry.kind == "country":
            return self.country(entry.country)
        if entry.kind == "seat" and entry.type is ActorType.GOVERNMENT:
            return self.government(entry.country, form.text, name.ground)
        draft = self.keyed((entry.kind, entry.name), entry.name, entry.type or ActorType.ORGANIZATION, name)
        draft.country, draft.plural = entry.country, entry.kind == "people"
        if entry.type in BODIES and draft not in self.bodies:
            self.bodies.add(tuple(folded(entry.name).split()), draft)
        return draft

    def _known(self, name: Name, entry: Entry) -> Draft:
        """An actor of the project's own: an editor's name and type stand."""
        record = entry.record
        assert record is not None
        draft = self.keyed(("known", record.id or record.name), record.name, record.type, name)
        draft.record, draft.country = record, record.country
        words = self.persons.words(record.name)
        if record.type is ActorType.PERSON and words and draft not in self.persons:
            self.persons.add(words, draft)
            draft.gender = self.persons.gender(words, ())
        elif record.type in BODIES and draft not in self.bodies:
            self.bodies.add(tuple(folded(record.name).split()), draft)
        return draft

    def _namesake(self, name: Name, entry: Entry, form: Form) -> Draft | None:
        """Somebody else of the text with the surname that is also a known actor's alias; None if nobody is."""
        if entry.kind != "known" or entry.type is not ActorType.PERSON or name.end - name.start > 1:
            return None
        bearers = self.persons.surname_bearers(self.persons.words(form.text))
        others = [draft for draft in bearers if draft.record is None or draft.record is not entry.record]
        return self.persons.the_one(bearers, name.start) if others else None

    # --- persons ------------------------------------------------------------------------------------------------------

    def _person(self, name: Name, form: Form, titles: list[Title]) -> Draft | None:
        words = self.persons.words(form.text)
        if not words:
            return None
        several = len(words) > 1
        gender = self.persons.gender(words, [title for title in titles if several or title.end == name.start])
        if several and (same := self.persons.same(words, gender)) is not None:
            return same
        if not several and (bearers := self.persons.bearers(words, gender)):
            return self.persons.the_one(bearers, name.start)
        draft = self.new(form.text, ActorType.PERSON, name.ground)
        draft.gender = gender or self.lists.gender(words[0].title())
        self.persons.add(words, draft)
        return draft

    def _surname_like_a_place(self, name: Name, form: Form) -> Draft | None:
        """The person of the text whose surname is a place's name too, unless "in" or "from" stands before it."""
        before = self.tokens.lower[name.start - 1] if name.start else ""
        if " " in form.text:  # "De Groot"
            particle = self.tokens.lower[name.start] in self.lists.given.particles and before not in _INSIDE
            return self.persons.same(self.persons.words(form.text), "") if particle else None
        if before in self._locative(name):
            return None
        bearers = self.persons.surname_bearers(self.persons.words(form.text))
        return self.persons.the_one(bearers, name.start) if bearers else None

    def _locative(self, name: Name) -> frozenset[str]:
        """Prepositions that make a place of a name; "close to", "the days of" only where a list knows the place."""
        return _LOCATIVE if name.entry is not None else _INSIDE

    # --- bodies -------------------------------------------------------------------------------------------------------

    def _body(self, name: Name, form: Form) -> Draft:
        if name.end - name.start == 1 and name.ground == "language model" and not is_acronym(form.text):
            bearers = self.persons.bearers(self.persons.words(form.text))
            if len(bearers) == 1:
                return bearers[0]
        same = self.bodies.same(name, form.words)
        if same is not None:
            self._enrich(same, name, form)
            return same
        called = self.bodies.called_by_kind(name)
        if called is not None:
            return called
        draft = self.new(form.text, name.type or ActorType.ORGANIZATION, name.ground, name.country)
        self.bodies.add(form.words, draft)
        return draft

    def _enrich(self, draft: Draft, name: Name, form: Form) -> None:
        """Add what another form of a body's name tells."""
        draft.country = draft.country or name.country
        if draft.record is None and name.ground.startswith("suffix"):
            draft.type = ActorType.COMPANY
        if draft.record is None and draft.type is ActorType.ORGANIZATION and name.type is not None:
            draft.type = name.type
        self.bodies.add(form.words, draft)

    def _somewhere(self, name: Name, form: Form) -> Draft:
        """A place; "Korea" is a country where the text names one that ends so."""
        ending_so = self.countries_ending(form.words[0]) if len(form.words) == 1 else []
        if len(ending_so) == 1:
            return ending_so[0]
        return self.keyed(("place", " ".join(form.words)), form.text, ActorType.PLACE, name)

    def _bracketed(self, name: Name, form: Form) -> Draft | None:
        """The body just named before a bracket that holds nothing but its short form: "Singapore Airlines (SIA)"."""
        words, start = self.tokens.words, name.start
        inside = start > 1 and words[start - 1] == "(" and words[name.end : name.end + 1] == [")"]
        draft = self._ending_at.get(start - 1) if inside else self._known_by(start)
        if draft is None:
            draft = self._named_otherwise(name)
        if draft is None or draft.type not in BODIES or not (is_acronym(form.text) or draft.may_be_called(form.text)):
            return None
        self.bodies.add(form.words, draft)
        self._called[form.text] = draft
        return draft

    def _named_otherwise(self, name: Name) -> Draft | None:
        """The body just named before ", or CUT," - its initials in its own language."""
        lower, start = self.tokens.lower, name.start
        closed = self.tokens.words[name.end : name.end + 1] in ([","], [")"], ["."])
        told = lower[max(0, start - 2) : start] in ([",", "or"], ["(", "or"])
        return self._ending_at.get(start - 2) if closed and told else None

    def _known_by(self, start: int) -> Draft | None:
        """The body before ", known by its Indonesian initials KPK" or ", known as CIVE"."""
        lower = self.tokens.lower
        for comma in range(start - 1, max(0, start - _INTRODUCTION), -1):
            if lower[comma] == "," and "known" in lower[comma + 1 : comma + 3]:
                return self._ending_at.get(comma)
        return None

    def _short_form(self, name: Name, form: Form) -> Draft | None:
        """The body that a part of its name stands for, if no person of the text could be meant."""
        if name.ground.startswith(("suffix", "title")):
            return None
        if (club := self.bodies.club_of(name, form.words)) is not None:
            return club
        if form.text in self.types.only_places:
            return None  # a town is no short form of the hospital named after it
        if self.lists.is_given(form.text.split()[0]) and (name.type is ActorType.PERSON or len(form.words) == 1):
            return None
        if len(form.words) == 1 and self.persons.bearers(self.persons.words(form.text)):
            return None
        draft = self.bodies.short_form(name, form.words, form.text)
        if draft is not None:
            self.bodies.add(form.words, draft)
        return draft

    # --- unsure -------------------------------------------------------------------------------------------------------

    def _unsure(self, name: Name, form: Form) -> Draft | None:
        """Capitals that no list and no label explains: an alias of somebody, or a guess by how they stand."""
        words = self.persons.words(form.text)
        if len(words) == 1 and not is_acronym(form.text) and (bearers := self.persons.bearers(words)):
            return self.persons.the_one(bearers, name.start)
        same = self.bodies.same(name, form.words)
        if same is not None:
            return same
        guessed = guess(self.tokens, self.lists, name, self._mate(name))
        if guessed is None:
            return None
        name.type, name.ground = guessed
        return self._person(name, form, []) if name.type is ActorType.PERSON else self._body(name, form)

    def _mate(self, name: Name) -> ActorType | None:
        """The type of the name before in a list: "Zeus, Hera and Athena"."""
        lower, start = self.tokens.lower, name.start
        gap = 1 if start and lower[start - 1] in (",", "and", "or") else 0
        gap += bool(gap and start > 1 and lower[start - 2] == ",")
        mate = self._ending_at.get(start - gap) if gap else None
        return mate.type if mate is not None else None

    # --- affiliation --------------------------------------------------------------------------------------------------

    def _affiliate(self, index: int, titles: list[Title]) -> None:
        """Whose office it is: the body or country in the title, else the ministry that the minister heads."""
        draft = self.of_name.get(index)
        if draft is None or draft.type is not ActorType.PERSON:
            return
        for title in titles:
            owner = self.of_name.get(title.owner) or self._ministry(title) or self.state(title.country)
            if owner is not None and owner is not draft and draft.affiliation is None:
                draft.affiliation = owner
            draft.country = draft.country or title.country or (owner.country if owner else "")

    def _ministry(self, title: Title) -> Draft | None:
        """ "Foreign Minister" belongs to the text's one Foreign Ministry, of that country if the title names one."""
        words = folded(title.text).split()
        if "minister" not in words[1:]:
            return None
        return self.bodies.ministry(words[words.index("minister") - 1], title.country)


def _rank(name: Name) -> int:
    """Listed and long names before short and unsure ones, the body's before a headline's."""
    several, typed = name.end - name.start > 1, name.type is not None
    if name.in_title_case:
        return 5
    if name.kind in _PLACES and not several:
        return 3
    if (name.kind and name.type is not ActorType.PERSON) or name.ground.startswith(_BY_WORDS):
        return 0
    if several:
        return 1 if typed else 2
    return 3 if typed else 4
