"""An actor and those around it as a drawing: laid out here, links inside, readable as a list too."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from generator.model.records import Actor
from generator.pages.facts import Facts
from generator.pages.printer import inside
from generator.pages.text import safe

_WIDTH, _HEIGHT = 240, 250
_MOST = 10
_LONGEST = 20


def network(actor: Actor, companions: Sequence[tuple[Actor, int]], facts: Facts, root: str) -> Markup:
    """The ego network of one actor; "" when it appears with nobody."""
    shown = companions[:_MOST]
    if not shown:
        return inside("")
    spots = _ring(len(shown))
    most = shown[0][1]
    edges = "".join(_edge(x, y, n / most) for (x, y), (_, n) in zip(spots, shown, strict=True))
    nodes = "".join(_node(x, y, other, n, facts, root) for (x, y), (other, n) in zip(spots, shown, strict=True))
    label = safe(facts.words("actor.network_label", name=actor.name))
    middle = f'<circle class="dl-me" cx="{_WIDTH // 2}" cy="{_HEIGHT // 2}" r="11"/>'
    return inside(
        f'<svg class="dl-net" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="group" aria-label="{label}">{edges}{middle}{nodes}</svg>'
    )


def _ring(count: int) -> list[tuple[int, int]]:
    """Spots on an ellipse; every second one further in when there are many, so that names do not touch."""
    turn = 2 * math.pi / count
    return [
        (
            round(_WIDTH / 2 + (60 if count > 6 and n % 2 else 78) * math.cos(n * turn - math.pi / 2)),
            round(_HEIGHT / 2 + (62 if count > 6 and n % 2 else 96) * math.sin(n * turn - math.pi / 2)),
        )
        for n in range(count)
    ]


def _edge(x: int, y: int, strength: float) -> str:
    return f'<line class="dl-edge" x1="{_WIDTH // 2}" y1="{_HEIGHT // 2}" x2="{x}" y2="{y}" stroke-width="{1 + 4 * strength:.1f}"/>'


def _node(x: int, y: int, other: Actor, shared: int, facts: Facts, root: str) -> str:
    name = other.name if len(other.name) <= _LONGEST else other.name[: _LONGEST - 1].rstrip() + "…"
    label = safe(f"{other.name}: {facts.words.count('actor.shared', shared)}")
    below = y + (20 if y >= _HEIGHT // 2 else -11)
    return (
        f'<a href="{root}{facts.actor_url(other.id)}" aria-label="{label}"><circle class="dl-node" cx="{x}" cy="{y}" r="7"/>'
        f'<text class="dl-lab" x="{min(max(x, 52), _WIDTH - 52)}" y="{below}">{safe(name)}</text></a>'
    )
