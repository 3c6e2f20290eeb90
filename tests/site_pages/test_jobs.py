"""The list of jobs."""

from goc.jobs.models import Job


def test_each_sees_his_own_and_the_operator_all(client, cast):
    for login in ("alice", "bob"):
        Job.objects.create(kind=f"kind.{login}", by=login)
    seen = {}
    for user in (cast.alice, cast.charlie, cast.operator):
        client.force_login(user)
        text = client.get("/jobs/").text
        seen[user.login] = [f"kind.{login}" in text for login in ("alice", "bob")]

    assert seen == {"alice": [True, False], "charlie": [False, False], "operator": [True, True]}


def test_the_query_count_does_not_grow(client, cast, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(cast.alice)
    Job.objects.create(kind="a", by="alice")
    client.get("/jobs/")
    with CaptureQueriesContext(connection) as one:
        client.get("/jobs/")
    Job.objects.create(kind="b", by="alice")
    Job.objects.create(kind="c", by="alice")
    with django_assert_num_queries(len(one)):
        client.get("/jobs/")


def test_wrong_method(client, cast):
    client.force_login(cast.alice)
    assert client.post("/jobs/").status_code == 405
