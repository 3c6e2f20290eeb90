"""Who sees a job: the one who asked for it, and the site's operators."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goc.jobs.models import Job
from goc.lib.errors import HiddenError


def jobs_for(user: Any) -> QuerySet[Job]:
    return (
        Job.objects.all()
        if getattr(user, "is_operator", False)
        else Job.objects.filter(by=user.get_username())
    )


def get_job_for(user: Any, public_id: UUID) -> Job:
    job = jobs_for(user).filter(public_id=public_id).first()
    if job is None:
        raise HiddenError("Không có công việc này.")
    return job
