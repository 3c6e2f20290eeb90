"""Users as acts: renamed, disabled, used again, each with its event."""

import pytest

import factories
from goc.accounts.actions import disable_user, enable_user, rename_user
from goc.audit.models import Event
from goc.lib.errors import RefusedError

pytestmark = pytest.mark.django_db


def test_a_name_is_put_right():
    user = factories.user("erin")
    rename_user(user=user, name="Lý Thị Én", by="chief")
    user.refresh_from_db()
    event = Event.objects.get()
    assert (user.name, event.action, event.by) == ("Lý Thị Én", "accounts.rename_user", "chief")
    assert (event.before, event.after) == ({"name": "Erin"}, {"name": "Lý Thị Én"})


def test_disabled_and_used_again():
    user = factories.user("erin")
    disable_user(user=user, by="chief")
    user.refresh_from_db()
    assert not user.is_active
    enable_user(user=user, by="chief")
    user.refresh_from_db()
    assert user.is_active
    acts = [e.action for e in Event.objects.order_by("id")]
    assert acts == ["accounts.disable_user", "accounts.enable_user"]


def test_twice_is_told():
    user = factories.user("erin")
    with pytest.raises(RefusedError, match="đã ở trạng thái ấy"):
        enable_user(user=user, by="chief")


def test_nobody_shuts_themselves_out():
    user = factories.user("erin")
    with pytest.raises(RefusedError, match="tài khoản của mình"):
        disable_user(user=user, by=user)


def test_the_last_operator_stays():
    only = factories.user("op", operator=True)
    with pytest.raises(RefusedError, match="duy nhất"):
        disable_user(user=only, by="chief")
    factories.user("other", operator=True)
    disable_user(user=only, by="chief")
