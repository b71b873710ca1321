"""Adds who acts without a name: strikers, witnesses, African leaders, the Kenyan authorities, a gunman.

Such a group becomes an actor only if it does something or is spoken to somewhere in the text; then all its mentions
count.
"""

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import BODIES, Draft
from generator.extract.actors.group_phrases import POINTING, GroupFinder, Phrase
from generator.extract.actors.tokens import Tokens
from generator.extract.actors.wordlists import Lists
from generator.model.vocabulary import ActorType

_FORCES = frozenset({ActorType.POLICE, ActorType.MILITARY, ActorType.ARMED_GROUP})
_DOMINANT_SHARE, _DOMINANT_LEAST = 0.5, 3


class GroupMaker:
    """Gives group phrases their actors."""

    def __init__(self, tokens: Tokens, lists: Lists, cast: Cast) -> None:
        self.tokens, self.lists, self.cast = tokens, lists, cast
        self._dominant = _dominant_country(cast)
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._by_stem: dict[str, list[Draft]] = {}

    def draft(self, stem: str, phrase: Phrase) -> Draft:
        """The actor of a phrase: the body it restates, a government, a group already met, or a new one."""
        groups, owned = self.lists.groups, phrase.owned
        name = self.tokens.phrase(owned.keep, phrase.end)
        restated = self._restated(phrase, name)
        if restated is not None:
            return restated
        if phrase.noun in groups.executive and not self._is_local(phrase):
            code = owned.country or (owned.owner.country if owned.owner else "") or self._dominant
            if code:
                return self._government(code, name, phrase.noun)
        own_words = name.casefold().removesuffix(phrase.noun).strip()
        side = owned.country or (owned.owner.name if owned.owner else "") or own_words
        if own_words.startswith(("former", "retired", "ex")):  # whoever was one is none
            side = f"former {side}"
        return self._known(stem, side, phrase) or self._new(stem, side, phrase, name)

    def _restated(self, phrase: Phrase, name: str) -> Draft | None:
        """ "Western leaders" for the West, "the Sea Org group" for the Sea Org."""
        groups, owner = self.lists.groups, phrase.owned.owner
        bloc = self.cast.bloc(name.split()[0]) if len(name.split()) == 2 else None
        if bloc is not None and phrase.noun in groups.of_blocs:
            return bloc
        if owner is None or owner.type not in BODIES or self.tokens.lower[phrase.end - 2] in ("'s", "'"):
            return None
        if owner.type in _FORCES and phrase.noun in groups.generic and self._uncounted(phrase):
            return owner  # "RCMP officers", "Army jawans"
        generic = groups.descriptions[ActorType.ORGANIZATION] | groups.descriptions.get(owner.type, frozenset())
        return owner if phrase.noun in generic else None

    def _is_local(self, phrase: Phrase) -> bool:
        """ "the township government": no country's."""
        words = self.tokens.lower[phrase.start : phrase.end]
        return not self.lists.groups.subnational.isdisjoint(words)

    def _uncounted(self, phrase: Phrase) -> bool:
        return all(self.tokens.pos[k] != "NUM" for k in range(phrase.start, phrase.end))

    def _government(self, code: str, name: str, noun: str) -> Draft:
        draft = self.cast.government(code, name, f"group noun {noun}")
        draft.named = bool(draft.forms)
        adjectives = self.lists.countries[code].adjectives
        if not draft.named and name.startswith(adjectives) and not draft.name.startswith(adjectives):
            draft.name = name
        return draft

    def _known(self, stem: str, side: str, phrase: Phrase) -> Draft | None:
        """A group of this stem and side, or the only one of this stem where the phrase has no side."""
        found = self._drafts.get((stem, side)) or self._drafts.get((stem, ""))
        same = [draft for draft in self._by_stem.get(stem, []) if not draft.name.casefold().startswith("former")]
        if found is None and not side and not same and self.tokens.lower[phrase.start] in POINTING:
            same = [d for known, ds in self._by_stem.items() if known.endswith(f" {stem}") for d in ds]
        counted = self.tokens.pos[phrase.start] == "NUM"  # "8,000 workers" are not the Irish workers
        return found or (same[0] if not side and len(same) == 1 and phrase.plural and not counted else None)

    def _new(self, stem: str, side: str, phrase: Phrase, name: str) -> Draft:
        draft = self.cast.new(name, phrase.type, f"group noun {phrase.noun}", phrase.owned.country)
        draft.named, draft.plural, draft.affiliation = False, phrase.plural, phrase.owned.owner
        draft.gender = self.lists.office_gender(phrase.noun)  # "he" is no daughter
        self._drafts[stem, side] = draft
        self._by_stem.setdefault(stem, []).append(draft)
        return draft


def add_groups(tokens: Tokens, lists: Lists, cast: Cast, blocked: bytearray, covered: set[int]) -> None:
    """Add the unnamed groups to the cast, those that say whose they are first; `covered` grows by their tokens."""
    phrases = GroupFinder(tokens, lists, cast, blocked, covered).find()
    stems = [(_stem(lists, phrase.noun), phrase) for phrase in phrases]
    acting = {stem for stem, phrase in stems if phrase.acts}
    maker = GroupMaker(tokens, lists, cast)
    ordered = sorted(stems, key=_order)
    for stem, phrase in ordered:
        follows = stem in acting and phrase.noun not in lists.groups.too_wide
        if phrase.acts or follows or (phrase.owned.country and phrase.noun in lists.groups.executive):
            maker.draft(stem, phrase).add(phrase.start, phrase.end, "description")
            covered.update(range(phrase.start, phrase.end))


def _order(pair: tuple[str, Phrase]) -> tuple[bool, int, int]:
    """Phrases that say whose they are first, then the fuller nouns: "the council" is the text's one city council."""
    stem, phrase = pair
    return not (phrase.owned.country or phrase.owned.owner), -stem.count(" "), phrase.start


def _stem(lists: Lists, noun: str) -> str:
    """What a group noun says: "rebel" of "rebel forces" and of "rebels"."""
    words = noun.split()
    while len(words) > 1 and words[-1] in lists.groups.generic:
        words.pop()
    last = words[-1]
    if last.endswith("men"):
        last = last[:-2] + "an"
    elif last.endswith("s") and not last.endswith("ss"):
        last = last[:-1]
    return " ".join((*words[:-1], last))


def _dominant_country(cast: Cast) -> str:
    """The country that an article is about: half of all mentions of countries, three at least; "" if there is none."""
    counts: dict[str, int] = {}
    for draft in cast.drafts:
        if draft.type in (ActorType.COUNTRY, ActorType.GOVERNMENT) and draft.country:
            counts[draft.country] = counts.get(draft.country, 0) + len(draft.mentions)
    best = max(counts, key=lambda code: counts[code], default="")
    firm = best and counts[best] >= max(_DOMINANT_LEAST, _DOMINANT_SHARE * sum(counts.values()))
    return best if firm else ""
