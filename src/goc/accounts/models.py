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
