"""What a unit spent on the programme in a year, by source and item, and what it put into use for
it, each with its paper.
"""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from goc.dated.fields import CodeField, CountField, LineField, MoneyField, YearField
from goc.dated.models import Record
from goc.units.fields import UnitField


class Funding(Record):
    """Million đồng; one row for each paper, so that two papers of one item add up."""

    unit = UnitField(_("Đơn vị"))
    year = YearField(_("Năm"))
    source = CodeField(_("Nguồn kinh phí"), catalogue="funding_source")
    item = CodeField(_("Nội dung chi"), catalogue="funding_item")
    amount = MoneyField(_("Số tiền (triệu đồng)"))
    paper = LineField(_("Văn bản, căn cứ"), blank=True)

    class Meta:
        verbose_name = _("khoản kinh phí")
        verbose_name_plural = _("Kinh phí đào tạo")
        ordering: ClassVar = ["-year", "pk"]


class Facility(Record):
    """Rooms, places and grounds put into use in a year; one row for each paper."""

    unit = UnitField(_("Đơn vị"))
    year = YearField(_("Năm đưa vào sử dụng"))
    kind = CodeField(_("Loại"), catalogue="facility_kind")
    number = CountField(_("Số lượng"))
    paper = LineField(_("Văn bản, căn cứ"), blank=True)

    class Meta:
        verbose_name = _("cơ sở vật chất")
        verbose_name_plural = _("Cơ sở vật chất đào tạo")
        ordering: ClassVar = ["-year", "pk"]
