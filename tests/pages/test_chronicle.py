"""The indexes of events: what an edit takes out and puts in, and where an event stands."""

from made_up import many
from sample import sample

from generator.pages.chronicle import Index, Tally
from generator.pages.ordering import in_time
from generator.pages.questions import reach


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


def test_a_tally_counts_from_edit_to_edit_what_it_would_count_from_nothing() -> None:
    events = sorted(sample().events.values(), key=in_time)
    tally, fresh = (Tally(lambda event: ((part.actor, part.role) for part in event.actors)) for _ in range(2))
    tally.update({}, events)
    before, last = tally.found, next(event for event in reversed(events) if event.actors)
    tally.update({last.id: last}, [last.model_copy(update={"title": "Another"})])
    assert tally.found == before and all(tally.found[actor] is counts for actor, counts in before.items())

    tally.update({last.id: last}, [])
    fresh.update({}, [event for event in events if event is not last])
    assert tally.found == fresh.found != before


def test_a_change_reaches_a_window_of_events_on_both_sides() -> None:
    timeline = many(60)
    before = tuple(sorted(timeline.events.values(), key=in_time))
    edited = before[30].model_copy(update={"title": "Another"})
    within = reach(before, (*before[:30], edited, *before[31:]), "beside")
    assert within == {event.id for event in before[22:39]}
    assert reach(before, before[:59], "_near") == {event.id for event in before[51:]}
    assert reach(before, before[1:], "_near") == {event.id for event in before[:9]}
    assert reach(before, before[1:], "seen") is None


def test_an_event_that_moves_reaches_those_around_where_it_was_and_where_it_is() -> None:
    timeline = many(90)
    before = tuple(sorted(timeline.events.values(), key=in_time))
    moved = before[20].model_copy(update={"date": before[70].date})
    now = tuple(sorted((*before[:20], *before[21:], moved), key=in_time))
    there = now.index(moved)
    assert reach(before, now, "_near") == {e.id for e in (*before[12:29], *now[there - 8 : there + 9])}
