"""The form of a course on a site where nothing is to be chosen from yet."""

from __future__ import annotations

import factories
from figures.pages import words


def test_where_nothing_is_to_be_chosen_it_says_where_that_is_made(cast, client):
    client.force_login(cast.alice)
    text = words(client.get("/courses/new/"))
    assert "Chưa có cơ sở đào tạo nào: ở mục Đơn vị" in text
    assert "Chưa có chương trình nào: lập ở mục Khóa đào tạo" in text
    factories.unit("Trường Quân sự", "school", cast.province)
    assert "Chưa có cơ sở đào tạo nào" not in words(client.get("/courses/new/"))
