"""A person who signs in; what they may do is their membership's matter, not theirs."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes people."""

    def create_user(self, email: str, name: str, password: str | None = None, **more: Any) -> User:
        """A person; without a password nobody can sign in with one."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """By address, as it is kept: in small letters."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """Known by an address. Belongs to no agency by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("メールアドレス", max_length=254, unique=True)
    name = models.CharField("お名前", max_length=80)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    """Runs the installation: makes agencies, sees counts, and no customer of anybody."""
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    objects = UserManager()

    def __str__(self) -> str:
        return self.name
