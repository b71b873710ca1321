"""Brings the names of one text together: which of them are the same person, body or country.

Two forms join only on strong ground: the same words, given name and surname, an acronym that spells the name, a surname
that one person alone bears, a listed alias. Anything less stays apart: a split costs an editor one click, a conflation trust.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.extract.actors.names import Name
from generator.extract.actors.titles import Title
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.records import Actor
from generator.model.vocabulary import ActorType

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("the ", "a ", "an ")
_SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to", "at", "de", "a", "an", "&"})
_LOCATIVE = frozenset({"in", "at", "from", "near", "to", "of", "around", "outside", "through", "across", "towards", "toward"})
_RECENT_SENTENCES = 3
_LONGEST_ACRONYM = 6
# Companies and countries are called these too.
_LOOSE_OFFICES = frozenset({"rival", "partner", "ally", "supporter", "owner", "founder", "star", "winner", "champion", "member", "host", "operator", "publisher", "contender", "opponent", "challenger", "sponsor", "agent", "chair", "leader", "developer", "producer", "seller", "vendor", "creator", "employer", "investor", "broker", "trader", "manager", "donor", "neighbor", "neighbour", "friend", "critic", "native", "representative", "successor", "predecessor", "driver", "model", "player", "head", "national", "secretary", "co-owner", "holder", "builder", "designer", "associate", "follower", "broadcaster", "landlord", "tenant", "accused", "defendant", "plaintiff", "claimant", "runner-up", "victim"})
BODIES = frozenset(ActorType) - {ActorType.PERSON, ActorType.PLACE, ActorType.COUNTRY, ActorType.GROUP}


def folded(text: str) -> str:
    """Lower case, no accents, no possessive, no article, words parted by single blanks."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s")
    plain = " ".join(_WORD.findall(plain.replace(".", "").replace("'s", "").replace("'", "")))
    return next((plain[len(a) :] for a in _ARTICLES if plain.startswith(a)), plain)


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making; `mentions` are (first token, end token, form)."""

    name: str
    type: ActorType
    ground: str
    country: str = ""
    named: bool = True
    forms: dict[str, int] = field(default_factory=dict)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    affiliation: "Draft | None" = None
    gender: str = ""
    record: Actor | None = None
    plural: bool = False
    noun: str = ""  # what a group is, or the kind of body, in lower case
    acts: bool = False

    def add(self, start: int, end: int, form: str, text: str) -> None:
        """Another mention, with its words if it is a name."""
        self.mentions.append((start, end, form))
        if form == "name":
            self.forms[text] = self.forms.get(text, 0) + 1

    def last_before(self, token: int) -> int:
        """The first token of the last mention before a token, -1 if none."""
        return max((m[0] for m in self.mentions if m[0] < token), default=-1)


class Cast:
    """All actors of one text."""

    def __init__(self, tokens: Tokens, lists: Lists) -> None:
        self.tokens, self.lists = tokens, lists
        self.drafts: list[Draft] = []
        self.of_name: dict[int, Draft] = {}  # index of a name -> its actor
        self.ending_at: dict[int, Draft] = {}  # token after a name -> its actor
        self._keys: dict[tuple[str, str], Draft] = {}
        self._persons: list[tuple[tuple[str, ...], Draft]] = []
        self._bodies: list[tuple[tuple[str, ...], Draft]] = []
        self._suffixes = frozenset(folded(suffix) for suffix in lists.organizations.company_suffixes)

    # --- entry --------------------------------------------------------------------------------------------------------

    def assemble(self, names: list[Name], titles: dict[int, list[Title]]) -> None:
        """Give every name its actor: full names first, so that short ones find them wherever they stand."""
        self._settle_types(names, titles)
        order = sorted(range(len(names)), key=lambda k: (self._rank(names[k]), names[k].start))
        for index in order:
            name = names[index]
            draft = self._place(name, titles.get(index, []))
            if draft is None:
                continue
            self.of_name[index] = draft
            self.ending_at[name.end] = draft
            draft.add(name.start, name.end, "name", self.tokens.phrase(name.start, name.end))
            draft.titles += titles.get(index, [])
        for index, found in titles.items():
            self._affiliate(index, found, names)

    def _settle_types(self, names: list[Name], titles: dict[int, list[Title]]) -> None:
        """Give persons their type by their titles, and one string one type wherever it stands."""
        by_text: dict[str, list[Name]] = {}
        for index, name in enumerate(names):
            if name.entry is None:
                if titles.get(index) and self._is_person_by_title(name, titles[index]):
                    name.type, name.ground = ActorType.PERSON, f"title {titles[index][0].text}"
                by_text.setdefault(self.tokens.phrase(name.start, name.end), []).append(name)
        for same in by_text.values():
            firm = [n for n in same if n.type is not None and n.ground != "language model"]
            guessed = [n for n in same if n.type is not None]
            if not guessed:
                continue
            best = (firm or guessed)[0]
            for name in same:
                if name.type is None or (firm and name.ground == "language model"):
                    name.type, name.ground = best.type, best.ground

    def _rank(self, name: Name) -> int:
        """Listed and long names before short and unsure ones, the body's before a headline's."""
        if name.in_title_case:
            return 5
        several, typed = name.end - name.start > 1, name.type is not None
        if name.kind in ("place", "capital", "country") and not several:
            return 3
        if (name.kind and name.type is not ActorType.PERSON) or name.ground.startswith(("suffix", "head noun", "noun beside")):
            return 0
        return (1 if typed else 2) if several else (3 if typed else 4)

    def _place(self, name: Name, titles: list[Title]) -> Draft | None:
        if name.kind in ("place", "capital", "country") or name.type is ActorType.PLACE:
            bearer = self._surname_like_a_place(name)
            if bearer is not None:
                return bearer
        if name.entry is not None:
            return self._listed(name)
        if (beside := self._in_brackets_after(name)) is not None:
            return beside
        if not name.ground.startswith(("suffix", "title")) and (body := self._short_form(name)) is not None:
            return body
        if name.type is ActorType.PERSON:
            return self._person(name, titles)
        if name.type is None:
            return self._unsure(name)
        return self._body(name)

    # --- listed -------------------------------------------------------------------------------------------------------

    def _listed(self, name: Name) -> Draft:
        entry = name.entry
        assert entry is not None
        if entry.kind == "known" and entry.record is not None:
            draft = self._keyed(("known", entry.record.id or entry.name), entry.name, entry.record.type, name)
            draft.record, draft.country = entry.record, entry.country
            if entry.record.type is ActorType.PERSON and not any(d is draft for _, d in self._persons):
                self._persons.append((tuple(folded(entry.name).split()), draft))
            return draft
        if entry.kind == "country":
            return self.country(entry.country)
        if entry.kind == "seat" and entry.type is ActorType.GOVERNMENT:
            return self.government(entry.country, self.tokens.phrase(name.start, name.end), name.ground)
        draft = self._keyed((entry.kind, entry.name), entry.name, entry.type or ActorType.ORGANIZATION, name)
        draft.country = entry.country
        draft.plural = entry.kind == "people"
        if entry.type in BODIES and not any(d is draft for _, d in self._bodies):
            self._bodies.append((tuple(folded(entry.name).split()), draft))
        return draft

    def _keyed(self, key: tuple[str, str], text: str, kind: ActorType, name: Name) -> Draft:
        draft = self._keys.get(key)
        if draft is None:
            draft = self._keys[key] = self._new(text, kind, name.ground, name.country)
        return draft

    def _new(self, text: str, kind: ActorType, ground: str, country: str = "") -> Draft:
        draft = Draft(text, kind, ground, country)
        self.drafts.append(draft)
        return draft

    def country(self, code: str) -> Draft:
        """The country with this code."""
        key = ("country", code)
        if key not in self._keys:
            self._keys[key] = self._new(self.lists.countries[code].names[0], ActorType.COUNTRY, "lexicon: countries", code)
        return self._keys[key]

    def has_country(self, code: str) -> bool:
        """Whether the text names this country."""
        return ("country", code) in self._keys

    def government(self, code: str, text: str, ground: str) -> Draft:
        """The government of a country, whatever it is called: authorities, regime, Kremlin."""
        key = ("government", code)
        if key not in self._keys:
            self._keys[key] = self._new(text, ActorType.GOVERNMENT, ground, code)
        return self._keys[key]

    def bloc(self, adjective: str) -> Draft | None:
        """The bloc that the text names and that this adjective belongs to ("Western" to the West)."""
        return self._keys.get(("bloc", self.lists.bloc_adjectives.get(adjective, "")))

    def known_government(self, code: str) -> Draft | None:
        """The government of a country if the text has mentioned it."""
        return self._keys.get(("government", code))

    def _short_form(self, name: Name) -> Draft | None:
        """ "Hallam", or "Hallam Brick", where the text has one body "Hallam Brick Plc" and nobody else of that name."""
        text = self.tokens.phrase(name.start, name.end)
        words = tuple(folded(text).split())
        if name.type is ActorType.PERSON and len(words) > 1 and self.lists.is_given(text.split()[0]):
            return None
        if not words or _is_acronym(text) or text in self.lists.nonactors.words or text in self.lists.head_types or (
            len(words) == 1 and (self._bearers(self._person_words(text)) or self.lists.is_given(text))
        ):
            return None
        found = {id(d): (w, d) for w, d in self._bodies if len(w) > len(words) and w[: len(words)] == words}
        if len(found) != 1:
            return None
        known, draft = next(iter(found.values()))
        if len(words) > 1 and known[len(words) :] != known[-1:] and known[len(words)] not in ("of", "for"):
            return None
        in_place = name.start > 0 and self.tokens.lower[name.start - 1] in ("in", "at", "from", "near")
        if draft.type is not ActorType.COMPANY and (in_place or (len(words) == 1 and known[1] in _SMALL)):
            return None
        self._bodies.append((words, draft))
        return draft

    def _in_brackets_after(self, name: Name) -> Draft | None:
        """The body just named before a bracket that holds nothing but its short form: "Singapore Airlines (SIA)"."""
        tokens, start = self.tokens, name.start
        if start < 2 or tokens.words[start - 1] != "(" or name.end >= len(tokens.words) or tokens.words[name.end] != ")":
            return None
        text = tokens.phrase(start, name.end)
        if not text.isupper() or name.end - start > 1:
            return None
        draft = self.ending_at.get(start - 1)
        if draft is None or draft.type not in BODIES or len(text) < 2:
            return None
        self._bodies.append(((folded(text),), draft))
        return draft

    def _is_person_by_title(self, name: Name, titles: list[Title]) -> bool:
        """Whether an office beside a name outweighs the model's label: never a listed name or one with a body's head."""
        if name.ground not in ("language model", "capitals") or name.type is ActorType.PERSON:
            return False
        directly = any(title.end == name.start for title in titles)
        firm = any(title.office not in _LOOSE_OFFICES for title in titles)
        if name.type is None:
            return directly or firm
        return firm and (name.end - name.start > 1 or directly) and name.end - name.start <= 4

    def _surname_like_a_place(self, name: Name) -> Draft | None:
        """The person of the text whose surname is a place's name too, unless "in" or "from" stands before it."""
        if name.end - name.start > 1 or (name.start and self.tokens.lower[name.start - 1] in _LOCATIVE):
            return None
        words = self._person_words(self.tokens.phrase(name.start, name.end))
        bearers = [d for w, d in self._persons if words and words[-1] == w[-1] and len(w) > 1]
        return self._the_one(list(dict.fromkeys(bearers)), name.start) if bearers else None

    # --- persons ------------------------------------------------------------------------------------------------------

    def _person(self, name: Name, titles: list[Title]) -> Draft | None:
        text = self.tokens.phrase(name.start, name.end)
        words = self._person_words(text)
        gender = self._gender(words, [t for t in titles if len(words) > 1 or t.end == name.start])
        if len(words) > 1:
            return self._full_person(name, text, words, gender)
        bearers = self._bearers(words, gender)
        if bearers:
            return self._the_one(bearers, name.start)
        draft = self._new(text, ActorType.PERSON, name.ground)
        draft.gender = gender
        self._persons.append((words, draft))
        return draft

    def _full_person(self, name: Name, text: str, words: tuple[str, ...], gender: str) -> Draft:
        for known, draft in self._persons:
            if self._same_person(words, known) and not (gender and draft.gender and gender != draft.gender):
                if len(words) > len(known):
                    self._persons.append((words, draft))
                return draft
        draft = self._new(text, ActorType.PERSON, name.ground)
        draft.gender = gender
        self._persons.append((words, draft))
        return draft

    def _person_words(self, text: str) -> tuple[str, ...]:
        """Folded words of a person's name without "Jr.", with "al-Assad" as "assad"."""
        words = [w for w in text.split() if w not in self.lists.given.suffixes and w.strip('",') ]
        plain = [re.sub(r"^(?:al|el|ul|ad|as|ash)[-']", "", folded_word(w)) for w in words]
        return tuple(p.replace("-", "").replace("'", "") for p in plain if p)

    @staticmethod
    def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        if "".join(one) == "".join(other):
            return True
        if len(other) < 2 or one[-1] != other[-1]:
            return False
        first, second = one[0], other[0]
        if first == second or _spelling_variants(first, second):
            return not (len(one) == len(other) > 2 and one[1][0] != other[1][0])
        if len(first.strip(".")) == 1 or len(second.strip(".")) == 1:
            return first[0] == second[0]
        short, long = sorted((one, other), key=len)
        return len(short) < len(long) and long[-len(short) :] == short

    def _bearers(self, words: tuple[str, ...], gender: str = "") -> list[Draft]:
        """Persons whose surname this is; else whose given name, or family name put first."""
        if not words:
            return []
        by_last = [d for w, d in self._persons if words[-1] == w[-1]]
        found = by_last or [d for w, d in self._persons if words[0] == w[0]]
        fitting = [d for d in found if not (gender and d.gender and gender != d.gender)]
        return list(dict.fromkeys(fitting))

    def _the_one(self, bearers: list[Draft], token: int) -> Draft | None:
        """Which of several bearers of a surname is meant: the only one, or the only one spoken of just now."""
        if len(bearers) == 1:
            return bearers[0]
        earlier = [d for d in bearers if d.last_before(token) >= 0]
        if len(earlier) == 1:
            return earlier[0]
        called = [d for d in earlier if any(" " not in form for form in d.forms)]
        if len(called) == 1:  # the paper has used the bare surname for one of them already
            return called[0]
        here = self.tokens.sentence_of[token]
        recent = [d for d in earlier if here - self.tokens.sentence_of[d.last_before(token)] < _RECENT_SENTENCES]
        return recent[0] if len(recent) == 1 else None

    def _gender(self, words: tuple[str, ...], titles: Iterable[Title]) -> str:
        for title in titles:
            said = self.gender_of(title.office)
            if said:
                return said
        return self.lists.gender(words[0].title()) if len(words) > 1 else ""

    def gender_of(self, office: str) -> str:
        """ "m" or "f" if a title or office says so."""
        titles, last = self.lists.titles, office.split()[-1] if office else ""
        if office in titles.male_offices or last in titles.male_offices or last.capitalize() in titles.male:
            return "m"
        if office in titles.female_offices or last in titles.female_offices or last.capitalize() in titles.female:
            return "f"
        return ""

    # --- bodies and places --------------------------------------------------------------------------------------------

    def _body(self, name: Name) -> Draft:
        text = self.tokens.phrase(name.start, name.end)
        words = tuple(folded(text).split())
        if name.end - name.start == 1 and name.ground == "language model" and not _is_acronym(text):
            bearers = self._bearers(words)
            if len(bearers) == 1 and name.type is not ActorType.PLACE:
                return bearers[0]
        if name.type is ActorType.PLACE:
            short = self._short_country(words)
            if short is not None:
                return short
            return self._keyed(("place", " ".join(words)), text, ActorType.PLACE, name)
        for known, draft in self._bodies:
            if self._same_body(words, known, draft, name):
                self._enrich(draft, name, words)
                return draft
        called = self._called_by_kind(name)
        if called is not None:
            return called
        draft = self._new(text, name.type or ActorType.ORGANIZATION, name.ground, name.country)
        self._bodies.append((words, draft))
        return draft

    def _short_country(self, words: tuple[str, ...]) -> Draft | None:
        """ "Korea" where the text names one country that ends so."""
        if len(words) != 1:
            return None
        found = [d for (kind, _), d in self._keys.items() if kind == "country" and d.name.casefold().split()[1:] == [words[0]]]
        return found[0] if len(found) == 1 else None

    def _called_by_kind(self, name: Name) -> Draft | None:
        """ "the Church", "the Council": the one body of the text whose name has this head."""
        word = self.tokens.words[name.start]
        if name.end - name.start > 1 or word not in self.lists.head_types or not name.start:
            return None
        if self.tokens.lower[name.start - 1] != "the":
            return None
        found = {id(d): d for words, d in self._bodies if len(words) > 1 and word.lower() in (words[0], words[-1])}
        return next(iter(found.values())) if len(found) == 1 else None

    def _enrich(self, draft: Draft, name: Name, words: tuple[str, ...]) -> None:
        draft.country = draft.country or name.country
        if name.ground.startswith("suffix"):
            draft.type = ActorType.COMPANY
        if draft.type is ActorType.ORGANIZATION and name.type is not None and draft.record is None:
            draft.type = name.type
        self._bodies.append((words, draft))

    def _same_body(self, words: tuple[str, ...], known: tuple[str, ...], draft: Draft, name: Name) -> bool:
        if name.country and draft.country and name.country != draft.country:
            return False
        one, other = self._core(words), self._core(known)
        if one == other:
            return True
        if len(one) == 1 and len(other) > 1 and self._spells("".join(one), known):
            return self.tokens.words[name.start].isupper()
        short, long = sorted((one, other), key=len)
        return bool(short) and long[: len(short)] == short and all(
            w.title() in self.lists.head_types or w in self._suffixes for w in long[len(short) :]
        ) and len(short) == 1 and short[0].title() not in self.lists.head_types

    def _core(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Without company suffixes and without the country's adjective in front ("Russian Foreign Ministry")."""
        kept = list(words)
        while len(kept) > 1 and kept[-1] in self._suffixes:
            kept.pop()
        if len(kept) > 2 and kept[0].capitalize() in self.lists.adjectives or len(kept) > 2 and kept[0] in ("us", "uk"):
            kept = kept[1:]
        return tuple(kept)

    @staticmethod
    def _spells(acronym: str, words: tuple[str, ...]) -> bool:
        """Whether the initials of a name, with or without its small words, are these letters."""
        letters = acronym.replace(".", "")
        return letters in ("".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL))

    # --- unsure -------------------------------------------------------------------------------------------------------

    def _unsure(self, name: Name) -> Draft | None:
        """Capitals that no list and no label explains: an alias of somebody, an acronym, or a subject that speaks."""
        text = self.tokens.phrase(name.start, name.end)
        words = tuple(folded(text).split())
        person_words = self._person_words(text)
        bearers = self._bearers(person_words) if len(person_words) == 1 and not _is_acronym(text) else []
        if bearers:
            return self._the_one(bearers, name.start)
        for known, draft in self._bodies:
            if self._same_body(words, known, draft, name):
                return draft
        if len(words) == 1 and len(text) > 1 and text.isupper() and text.isalpha() and self._is_free(name):
            name.type = ActorType.ORGANIZATION
            return self._body(name)
        return self._guessed(name)

    def _is_free(self, name: Name) -> bool:
        """Whether an acronym stands by itself, not in brackets and not before a noun ("the SDK tools")."""
        tokens, start = self.tokens, name.start
        bracketed = start > 0 and tokens.words[start - 1] == "("
        return not bracketed and tokens.deps[start] not in ("compound", "amod", "nummod", "appos", "nmod:desc", "nmod:npmod", "nmod:unmarked", "obl:unmarked", "flat")

    def _guessed(self, name: Name) -> Draft | None:
        """A run of capitals on its own: a person's two or three words, a body behind "the", or a subject that acts."""
        tokens, count = self.tokens, name.end - name.start
        words, tags = tokens.words[name.start : name.end], tokens.tags[name.start : name.end]
        before = tokens.lower[name.start - 1] if name.start else ""
        if count == 1:
            return self._listmate(name) or (self._subject(name) if tags[0].startswith("NNP") else None)
        if not any(tag.startswith("NNP") for tag in tags) or not all(w[0].isupper() or w == "-" or len(w) <= 6 for w in words):
            return None
        body = before in ("the", "of", "for", "at") or any(map(_is_acronym, words)) or len(self.tokens.phrase(name.start, name.end).split()) > 3 or tags[-1] == "NNPS"
        if body and tokens.deps[head_token(tokens, name.start, name.end)] in ("compound", "amod", "nmod:desc"):
            return None
        name.type = ActorType.ORGANIZATION if body else ActorType.PERSON
        name.ground = "capitals behind an article or preposition" if body else "two or three words with capitals"
        return self._body(name) if body else self._person(name, [])

    def _listmate(self, name: Name) -> Draft | None:
        """A single word in a list of names is what the one before it is: "Zeus, Hera and Athena"."""
        tokens, start = self.tokens, name.start
        gap = 1 if start and tokens.lower[start - 1] in (",", "and", "or") else 0
        gap += bool(gap and start > 1 and tokens.lower[start - 2] == ",")
        mate = self.ending_at.get(start - gap) if gap else None
        if mate is None or mate.type in (ActorType.COUNTRY, ActorType.PLACE) or not tokens.tags[start].startswith("NNP"):
            return None
        name.type, name.ground = mate.type, f"listed beside {mate.name}"
        return self._person(name, []) if mate.type is ActorType.PERSON else self._body(name)

    def _subject(self, name: Name) -> Draft | None:
        """A single word is somebody only as the subject of a verb of will."""
        tokens, head = self.tokens, head_token(self.tokens, name.start, name.end)
        verb = tokens.lemmas[tokens.heads[head]]
        if tokens.deps[head] != "nsubj" or verb not in self.lists.acting.verbs or verb == "be":
            return None
        name.type, name.ground = ActorType.ORGANIZATION, f"subject of {verb}"
        return self._body(name)

    # --- affiliation --------------------------------------------------------------------------------------------------

    def _affiliate(self, index: int, titles: list[Title], names: list[Name]) -> None:
        """Whose office it is: the body or country in the title, else the ministry that the minister heads."""
        draft = self.of_name.get(index)
        if draft is None or draft.type is not ActorType.PERSON:
            return
        for title in titles:
            owner = self.of_name.get(title.owner) or self._ministry(title) or self._state(title.country)
            if owner is not None and owner is not draft and draft.affiliation is None:
                draft.affiliation = owner
            code = title.country or (owner.country if owner else "")
            draft.country = draft.country or code

    def _ministry(self, title: Title) -> Draft | None:
        """ "Foreign Minister" belongs to the text's one Foreign Ministry (of that country, if the title names one)."""
        words = folded(title.text).split()
        if "minister" not in words or words.index("minister") == 0:
            return None
        field = (words[words.index("minister") - 1], "ministry")
        found = {id(d): d for known, d in self._bodies if known[-2:] == field and title.country in ("", d.country)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _state(self, code: str) -> Draft | None:
        return self._keys.get(("government", code)) or self._keys.get(("country", code)) if code else None


def _is_acronym(text: str) -> bool:
    return 1 < len(text) <= _LONGEST_ACRONYM and text.isupper() and text.isalpha()


def _spelling_variants(one: str, other: str) -> bool:
    """ "Frederic" and "Fredric", "Kristen" and "Kristin": one inner letter apart, the last ones alike, five letters or more."""
    short, long = sorted((one, other), key=len)
    if len(short) < 5 or len(long) - len(short) > 1 or one[0] != other[0] or one[-1] != other[-1]:
        return False
    at = next((k for k, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def folded_word(word: str) -> str:
    """A word in lower case without accents, its apostrophes and hyphens kept."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)).removesuffix("'s").strip(".,\"")


def head_token(tokens: Tokens, start: int, end: int) -> int:
    """The token of a phrase whose head lies outside it; the last one without a parse."""
    if not tokens.parsed:
        return end - 1
    for index in range(start, end):
        head = tokens.heads[index]
        if not start <= head < end or head == index:
            return index
    return end - 1
