"""Forms that were sent, so that the same one sent again is answered and not done again."""

from django.db import models


class SentForm(models.Model):
    """`token` stood in the page; `answer` is where the first sending led. Kept for a week."""

    token = models.UUIDField(unique=True)
    by = models.CharField(max_length=150)
    path = models.CharField(max_length=500)
    answer = models.CharField(max_length=500)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
