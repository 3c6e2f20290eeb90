"""The page `roles` is told as it is: every role opens the pages of its acts, and no others."""

import pytest
from django.urls import reverse

import factories
from units.test_roles import MAY

pytestmark = pytest.mark.django_db
PAGE_OF = {
    "record": ("person_new",),
    "train": ("course_new",),
    "papers": ("document_add",),
    "declare": ("list_add", "funding-funding"),
    "grant": ("user_new",),
}


@pytest.mark.parametrize("role", MAY)
def test_a_role_opens_the_pages_of_its_acts(cast, client, role):
    client.force_login(factories.user("erin", role, cast.province))
    found = {
        act: client.get(reverse(name, args=args)).status_code
        for act, (name, *args) in PAGE_OF.items()
    }
    assert found == {act: 200 if act in MAY[role].split() else 403 for act in PAGE_OF}


@pytest.mark.parametrize("role", MAY)
def test_what_lies_elsewhere_is_missing_for_every_role(cast, client, role):
    client.force_login(factories.user("erin", role, cast.province))
    pages = [reverse("unit", args=[cast.elsewhere.public_id])]
    pages.append(reverse("slip_new", args=[cast.elsewhere.public_id]))
    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize("role", MAY)
def test_the_log_is_the_auditors_of_the_whole_register(cast, client, role):
    client.force_login(factories.user("erin", role))
    assert client.get(reverse("audit")).status_code == (200 if role == "auditor" else 403)
