"""The shape of `lexicons/<language>/timex.yml`: words, open classes, rules with examples, cues of direction."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.extract.lexicon import WordList


class Part(BaseModel):
    """Base of the list's parts: frozen, and nothing unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Form(Part):
    """An open class: its regular expression, and the words, classes or "digit" that it can begin with."""

    pattern: str
    begins: tuple[str, ...] = ()


class Example(Part):
    """A rule's own test: type, value and EDTF of what it reads first in `text`; "" = it must read nothing."""

    text: str
    published: str
    expect: str


class Rule(Part):
    """A pattern, and the name of the meaning (a function of `meanings`) that turns its words into a value."""

    name: str
    pattern: str
    means: str
    examples: tuple[Example, ...] = ()


class Ahead(Part):
    """Words that turn a clause to the future: auxiliaries, verbs whose infinitive is a plan, and plain cues."""

    auxiliaries: frozenset[str] = frozenset()
    modals: frozenset[str] = frozenset()  # look ahead unless denied or perfect ("could arrive")
    plans: frozenset[str] = frozenset()  # an infinitive behind them is a plan ("agreed to meet")
    planned: frozenset[str] = frozenset()  # so is a participle of theirs alone ("the talks planned for Monday")
    foresees: frozenset[str] = frozenset()  # their simple present looks ahead ("expects a loss in the fourth quarter")
    words: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    arranged: frozenset[str] = frozenset()  # prepositions before the day of what was arranged ("a meeting for Monday")
    demands: frozenset[str] = frozenset()  # verbs whose "for" names what is still to come ("called for polls in May")
    summons: frozenset[str] = frozenset()  # verbs that call people to such a one ("called them to a session on Monday")
    gatherings: frozenset[str] = frozenset()
    starting: frozenset[str] = frozenset()  # their -ing form stands before the day of a plan ("starting Monday")
    facing: frozenset[str] = frozenset()  # prepositions before what is still to come ("ahead of a summit on Sunday")
    conditions: frozenset[str] = frozenset()  # their clause speaks of the future in the present
    defer: frozenset[str] = frozenset()  # verbs that move a thing to the date
    present: frozenset[str] = frozenset()  # verbs whose simple present tells a plan ("opens in July")
    timetable: frozenset[str] = frozenset()  # the same, but only of an exact day ("the court sits on Monday")


class TimexWords(WordList):
    """The whole list; see its head for the signs of the pattern language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    words: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, Form]
    phrases: Mapping[str, str] = Field(default_factory=dict)
    rules: tuple[Rule, ...]
    capital: frozenset[str] = frozenset()
    ahead: Ahead = Ahead()
    bounds: Mapping[str, str] = Field(default_factory=dict)  # preposition -> before, by, since, after or around
    stretches: Mapping[str, frozenset[str]] = Field(default_factory=dict)  # word before A -> words between A and B
    cues: Mapping[str, frozenset[str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _rules_can_be_read(self) -> "TimexWords":
        from generator.extract.timex.compiling import faults
        from generator.extract.timex.meanings import MEANINGS  # both read this list: they come after it

        found = [f"rule {rule.name}: {fault}" for rule in self.rules for fault in faults(rule.pattern, self)]
        found += [
            f"rule {rule.name}: {rule.means} is no meaning; known are {', '.join(sorted(MEANINGS))}"
            for rule in self.rules
            if rule.means not in MEANINGS
        ]
        if found:
            raise PydanticCustomError("rules", "{faults}", {"faults": "; ".join(found)})
        return self
