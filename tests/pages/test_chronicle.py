"""The indexes of events: what an edit takes out and puts in, and where an event stands."""

from sample import sample

from generator.pages.chronicle import Index
from generator.pages.ordering import in_time


def test_an_index_holds_what_is_there_in_order_of_time() -> None:
    events = sorted(sample().events.values(), key=in_time)
    index = Index(lambda event: (part.actor for part in event.actors))
    index.update({}, events)
    actor, own = next((key, found) for key, found in index.found.items() if len(found) > 1)
    assert [index.position(actor, event.id) for event in own] == list(range(len(own)))

    last = own[-1]
    index.update({last.id: last}, [])
    assert index.found[actor] == own[:-1]
    index.update({}, [last])
    assert index.found[actor] == own

    earliest = last.model_copy(update={"date": "1901"})
    index.update({last.id: last}, [earliest])
    assert index.found[actor] == (earliest, *own[:-1])
    assert index.position(actor, last.id) == 0


def test_a_key_without_events_is_gone() -> None:
    event = next(event for event in sample().events.values() if event.actors)
    index = Index(lambda event: (part.actor for part in event.actors))
    index.update({}, [event])
    index.update({event.id: event}, [])
    assert not index.found
