"""A class of refreshers as its organiser reports it: how many were called and came, and how they did."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from goc.dated.fields import CodeField, CountField, DayField, LineField, YearField
from goc.dated.models import Record
from goc.units.fields import UnitField


class Refresher(Record):
    """One row a class; who comes to two classes is counted twice (lượt người). Empty: not known."""

    unit = UnitField(_("Đơn vị tổ chức"))
    year = YearField(_("Năm"))
    level = CodeField(_("Cấp tổ chức"), catalogue="refresher_level")
    name = LineField(_("Lớp"))
    opened_on = DayField(_("Khai mạc"), null=True, blank=True)
    days = CountField(_("Số ngày"), null=True, blank=True)
    called = CountField(_("Triệu tập"), null=True, blank=True)
    present = CountField(_("Có mặt"))
    excused = CountField(_("Vắng có lý do"), null=True, blank=True)
    excellent = CountField(_("Giỏi"), null=True, blank=True)
    good = CountField(_("Khá"), null=True, blank=True)
    passed = CountField(_("Đạt"), null=True, blank=True)
    failed = CountField(_("Không đạt"), null=True, blank=True)
    paper = LineField(_("Văn bản, căn cứ"), blank=True)

    class Meta:
        verbose_name = _("lớp tập huấn")
        verbose_name_plural = _("Tập huấn hằng năm")
        ordering: ClassVar = ["-year", "pk"]
