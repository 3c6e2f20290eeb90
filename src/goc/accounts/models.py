"""Users. A user is a login and a name; rights on units are dated rows in units."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from uuid_utils.compat import uuid7


class UserManager(BaseUserManager["User"]):
    """Users are made by `accounts.actions`; this only finds them."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(login=username)


class User(AbstractBaseUser):
    """`login` is what the audit log keeps."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="vi")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(
        default=False, help_text="Người vận hành: lệnh chạy dưới tên này."
    )

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.login

    def get_full_name(self) -> Any:
        return self.name


class OneTimeCode(models.Model):
    """With which a user sets a password, once: only its digest is kept. The newest counts, those
    before it are gone.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="code")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)


class StrangerTry(models.Model):
    """A try to sign in under a login that nobody has: kept for a quarter of an hour, beside the
    log, which such tries must not fill.
    """

    mark = models.CharField(max_length=20)
    at = models.DateTimeField(db_index=True)
