"""Whatever is done to the log past its actions shows, and is told by its kind."""

from __future__ import annotations

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goc.audit.actions import record, seal_days
from goc.audit.chaining import link_events
from goc.audit.models import Event, EventValues, Link
from goc.audit.rules import Anchor
from goc.audit.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked() -> list[int]:
    """The ids of six events in three links; the third event has no values."""
    ids = []
    for number in range(6):
        told = {} if number == 2 else {"text": f"event {number}", "after": {"n": number}}
        ids.append(record(by="alice", action="test.act", subject=number, **told).pk)
        if number % 2:
            link_events()
    return ids


def faults(*anchors: Anchor) -> list[tuple[str, str]]:
    return [(fault.kind, fault.what) for fault in verify(anchors).faults]


def kinds(*anchors: Anchor) -> list[str]:
    return [fault.kind for fault in verify(anchors).faults]


def head() -> Anchor:
    link = Link.objects.last()
    assert link is not None
    return link.anchor


def relinked() -> None:
    """Somebody who can write to the database makes the whole chain anew."""
    Link.objects.all().delete()
    link_events()


def test_an_untouched_log_is_in_order(linked):
    found = verify([head()])
    assert (found.faults, found.events, found.links, found.unlinked) == ([], 6, 3, 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"by": "bob"},
        {"action": "x"},
        {"kind": "x"},
        {"subject": "x"},
        {"session": "x"},
        {"address": "x"},
        {"at": F("changed_at")},
        {"unit": "01a2289c-a097-726c-910c-94b84fac241d"},
        {"site": None},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_event_is_told_with_its_link(linked, changed):
    if "at" in changed:
        changed = {"at": Event.objects.get(pk=linked[0]).at}
    Event.objects.filter(pk=linked[3]).update(**changed)
    ((kind, what),) = faults()
    assert kind == "changed"
    assert f"trong số {linked[2]}–{linked[3]} (mắt xích số 2, ngày 20/11/2026)" in what


def test_a_removed_event_is_named(linked):
    EventValues.objects.filter(event=linked[3])._raw_delete("default")
    Event.objects.filter(pk=linked[3])._raw_delete("default")
    assert faults() == [("removed", f"Sự kiện số {linked[3]} đã bị xóa khỏi nhật ký.")]


def test_an_event_put_where_an_id_was_free_is_named():
    Event.objects.bulk_create([Event(id=n, by="x", action="y") for n in (1, 3)])
    link_events()
    Link.objects.update(settled=True)
    Event.objects.bulk_create([Event(id=2, by="x", action="y")])
    assert faults() == [("inserted", "Sự kiện số 2 bị chèn vào giữa nhật ký.")]


def test_changed_values_are_named(linked):
    EventValues.objects.filter(event=linked[0]).update(content="{}")
    assert faults() == [("values", f"Giá trị của sự kiện số {linked[0]} bị sửa.")]


def test_values_of_one_event_given_to_another_are_named(linked):
    told = EventValues.objects.get(event=linked[0])
    EventValues.objects.filter(event=linked[1]).update(salt=told.salt, content=told.content)
    assert faults() == [("values", f"Giá trị của sự kiện số {linked[1]} bị sửa.")]


def test_values_where_there_were_none_are_named(linked):
    EventValues.objects.create(event_id=linked[2], salt="s", content="{}")
    ((kind, what),) = faults()
    assert (kind, f"Sự kiện số {linked[2]} vốn không có giá trị" in what) == ("values", True)


def test_values_without_an_event_are_named(linked):
    EventValues.objects.create(event_id=linked[5] + 100, salt="s", content="{}")
    told = f"Có giá trị của sự kiện số {linked[5] + 100} mà không có sự kiện ấy."
    assert faults() == [("values", told)]


def test_values_gone_without_a_tombstone_are_named(linked):
    EventValues.objects.filter(event__in=linked[:2]).delete()
    ((kind, what),) = faults()
    assert (kind, f"sự kiện số {linked[0]}–{linked[1]} đã mất" in what) == ("erased", True)


@pytest.mark.parametrize("position", [1, 2])
def test_a_link_taken_out_is_told(linked, position):
    Link.objects.filter(position=position).delete()
    assert faults() == [("link", f"Chuỗi mất mắt xích số {position}.")]


@pytest.mark.parametrize(
    "changed",
    [
        {"digest": "0" * 64},
        {"previous": "0" * 64},
        {"events": 1},
        {"gaps": "x"},
        {"late": [[1, 10**15]]},
        {"first_id": F("first_id") - 1},
        {"last_id": F("last_id") - 1},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_link_that_was_changed_is_told(linked, changed):
    Link.objects.filter(position=2).update(**changed)
    assert kinds()


def test_a_chain_made_anew_shows_only_beside_what_was_kept_outside(linked):
    kept = head()
    Event.objects.filter(pk=linked[0]).update(by="bob")
    relinked()
    relinked_head = head()
    assert relinked_head.position == 1
    assert (kinds(), kinds(relinked_head)) == ([], [])
    assert kinds(kept) == ["short"]


def test_a_chain_made_anew_in_the_same_pieces_does_not_fit_the_anchor(linked):
    kept = Link.objects.get(position=1).anchor
    Event.objects.filter(pk=linked[0]).update(by="bob")
    relinked()
    assert faults(kept) == [
        (
            "anchor",
            "Mắt xích số 1 không khớp mốc đã ghi ra ngoài: nhật ký đến đó đã bị sửa rồi nối lại.",
        )
    ]


def test_an_end_cut_off_shows_beside_what_was_kept_outside(linked):
    kept = head()
    Link.objects.filter(position=3).delete()
    EventValues.objects.filter(event__in=linked[4:]).delete()
    Event.objects.filter(pk__in=linked[4:])._raw_delete("default")
    assert kinds() == []
    assert faults(kept) == [
        (
            "short",
            "Chuỗi chỉ có đến mắt xích số 2, ngắn hơn mốc đã ghi ra ngoài (số 3): phần cuối của "
            "nhật ký đã mất.",
        )
    ]


def test_an_end_cut_off_shows_beside_its_seal(linked, monkeypatch):
    monkeypatch.setattr("goc.audit.actions._today", lambda: Link.objects.all()[0].day.max)
    assert len(seal_days()) == 1
    Link.objects.filter(position=3).delete()
    assert "seal" in kinds()


def test_a_shortened_anchor_fits(linked):
    kept = head()
    assert kinds(Anchor(kept.position, kept.digest[:32])) == []


def test_the_mark_of_an_early_id_does_not_hide_what_is_removed(linked):
    """Gaps written into a link afterwards do not fit its digest."""
    EventValues.objects.filter(event=linked[3])._raw_delete("default")
    Event.objects.filter(pk=linked[3])._raw_delete("default")
    Link.objects.filter(position=2).update(gaps=[[linked[3], linked[3]]])
    assert kinds() == ["changed"]


@given(st.data())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_letter_changed_anywhere_shows(linked, data):
    """One letter of one column of one row, put back afterwards."""
    model, column = data.draw(
        st.sampled_from(
            [
                (Event, "by"),
                (Event, "action"),
                (Event, "subject"),
                (Event, "commitment"),
                (EventValues, "salt"),
                (EventValues, "content"),
                (Link, "digest"),
            ]
        )
    )
    rows = model.objects.exclude(**{column: ""}).order_by("pk")
    row = data.draw(st.sampled_from(list(rows)))
    text = getattr(row, column)
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
    model.objects.filter(pk=row.pk).update(**{column: changed})
    try:
        assert kinds()
    finally:
        model.objects.filter(pk=row.pk).update(**{column: text})
