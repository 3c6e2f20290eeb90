"""A file as a download."""

import pytest

from goc.registry.actions import keep_file
from goc.registry.files import path_of


@pytest.fixture
def kept(cast):
    return keep_file(
        name="Kế hoạch.html",
        media_type="text/html",
        data=b"<script>",
        keeper=cast.district,
        by=cast.alice,
    )


def get(client, user, file):
    client.force_login(user)
    return client.get(f"/files/{file.public_id}/")


def test_it_works(client, cast, kept):
    answer = get(client, cast.bob, kept)

    assert (answer.status_code, b"".join(answer)) == (200, b"<script>")
    assert (
        answer["Content-Disposition"]
        == "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch.html"
    )
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )


def test_charlie_finds_nothing(client, cast, kept):
    assert get(client, cast.charlie, kept).status_code == 404


def test_a_file_without_keeper_is_for_who_added_it_and_who_sees_everything(client, cast):
    file = keep_file(name="a", media_type="x", data=b"1", keeper=None, by=cast.alice)
    answers = [get(client, user, file) for user in (cast.alice, cast.bob, cast.dana)]

    assert [a.status_code for a in answers] == [200, 404, 200]
    assert answers[0]["Content-Type"] == "application/octet-stream"
    for answer in answers:
        answer.close()


def test_a_changed_file_is_not_given_out(client, cast, kept):
    path_of(kept.sha256).write_bytes(b"other")
    answer = get(client, cast.alice, kept)

    assert (answer.status_code, "đã bị thay đổi" in answer.text) == (400, True)


def test_wrong_method(client, cast, kept):
    client.force_login(cast.alice)
    assert client.post(f"/files/{kept.public_id}/").status_code == 405
