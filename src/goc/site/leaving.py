"""Long work that hangs on a user whose rights end: what he asked for and is not over."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from goc.accounts.models import User
from goc.jobs.actions import hand_job
from goc.jobs.models import Job
from goc.units.handing_over import Hanging, Leaving, Work

KIND = "jobs.job"
GOING = (Job.State.QUEUED, Job.State.RUNNING)


def _jobs(leaving: Leaving) -> Iterator[Work]:
    if not leaving.units:
        return
    for job in Job.objects.filter(by=leaving.user.login, state__in=GOING):
        units = {right.unit_id for right in leaving.rights}
        href = reverse("job", args=[job.public_id])
        yield Work(KIND, job.public_id, str(job.label), next(iter(units)), href)


def _pass_on(work: Work, heir: User) -> None:
    hand_job(Job.objects.get(public_id=work.subject), to=heir)


JOBS = Hanging(gettext_lazy("Công việc đang chạy"), _jobs, _pass_on)
