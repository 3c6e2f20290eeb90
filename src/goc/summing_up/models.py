"""The round of a summing-up, what officers write for it, and the dossiers built from it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from goc.dated.models import Record
from goc.directives.models import Directive
from goc.snapshots.models import Snapshot
from goc.units.models import Unit

FOLDER = "dossiers"
PROTECT, CASCADE = models.PROTECT, models.CASCADE


class SummingUp(Record):
    """Four separate dates: the period, the base year compared with, the cut-off of the figures, the
    day of signing.
    """

    class Issuer(models.TextChoices):
        PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân tỉnh"
        STEERING_COMMITTEE = "steering_committee", "Ban Chỉ đạo đào tạo"

    unit = models.ForeignKey(Unit, PROTECT, related_name="+")
    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    period_from = models.DateField()
    period_to = models.DateField()
    base_year = models.PositiveSmallIntegerField()
    cut_off = models.DateField()
    sign_by = models.DateField()
    issuer = models.CharField(max_length=20, choices=Issuer, default=Issuer.PEOPLES_COMMITTEE)
    place = models.CharField(max_length=60)
    form_set = models.CharField(max_length=60, default="default")
    directive = models.ForeignKey(Directive, PROTECT, null=True, related_name="+")
    snapshot = models.ForeignKey(Snapshot, PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-cut_off"]

    def __str__(self) -> str:
        return self.title


class Narrative(Record):
    """The officers' prose for one section of the outline; `{indicator}` in it is a bound figure."""

    round = models.ForeignKey(SummingUp, CASCADE, related_name="narratives")
    section = models.CharField(max_length=20)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "section"], name="summing_up_narrative_once")
        ]


class Assessment(Record):
    """A judgement of the report. `answers`: a cause or solution names its strength or weakness, a
    lesson its ground.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Ưu điểm"
        STRENGTH_CAUSE = "strength_cause", "Nguyên nhân của ưu điểm"
        WEAKNESS = "weakness", "Hạn chế, khuyết điểm"
        OBJECTIVE_CAUSE = "objective_cause", "Nguyên nhân khách quan"
        SUBJECTIVE_CAUSE = "subjective_cause", "Nguyên nhân chủ quan"
        LESSON = "lesson", "Bài học kinh nghiệm"
        SOLUTION = "solution", "Giải pháp"
        PROPOSAL = "proposal", "Kiến nghị, đề xuất"

    round = models.ForeignKey(SummingUp, CASCADE, related_name="assessments")
    kind = models.CharField(max_length=20, choices=Kind)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    qualitative = models.BooleanField(default=False)
    authority = models.CharField(max_length=100, blank=True)
    answers = models.ManyToManyField(
        "self", symmetrical=False, related_name="answered_by", blank=True
    )

    class Meta:
        ordering = ["kind", "position"]


class Explanation(Record):
    """Why a number in the officers' text is not the snapshot's, as it was said when the text came
    back from Word. `sentence`: the paragraph as the desk keeps it; `number`: as typed; `says`: as the
    snapshot gives it; `place`: page and line in the Word file, in words.
    """

    round = models.ForeignKey(SummingUp, CASCADE, related_name="explanations")
    section = models.CharField(max_length=20)
    sentence = models.TextField()
    number = models.CharField(max_length=200)
    says = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300)
    place = models.CharField(max_length=100)

    class Meta:
        ordering = ["pk"]

    def stands_in(self, text: str) -> bool:
        """Whether its paragraph is still in a text of the desk."""
        return self.sentence in text


class Dossier(Record):
    """All papers of one summing-up, built from one snapshot; the manifest's digest is also in the
    audit log.
    """

    round = models.ForeignKey(SummingUp, PROTECT, related_name="dossiers")
    snapshot = models.ForeignKey(Snapshot, PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    folder_name = models.CharField(max_length=300)
    manifest_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-made_at"]

    @property
    def folder(self) -> Path:
        """In the site, wherever the site is. Version 0.1 also built elsewhere and kept that path:
        read there while it is there.
        """
        own = Path(settings.SITE) / FOLDER / str(self.public_id)
        earlier = Path(settings.SITE) / self.folder_name
        return earlier if not own.exists() and earlier.is_dir() else own
