"""Forms as drawn: label, help and error tied to their input; refusals beside what was typed."""

import re
from datetime import date

from django import forms
from django.template import engines

from goc.lib.errors import RefusedError
from goc.web.forms import DayField, Form, attempt


class Sample(Form):
    name = forms.CharField(label="Họ và <tên>", help_text="Như căn cước.")
    born = DayField(label="Ngày sinh", required=False)
    agree = forms.BooleanField(label="Đồng ý", required=False)
    how = forms.ChoiceField(
        label="Cách", choices=[("a", "A")], widget=forms.RadioSelect, required=False
    )


def drawn(form: Form) -> str:
    return engines["django"].from_string("{% fields form %}").render({"form": form})


def test_help_and_error_are_tied_to_the_input():
    text = drawn(Sample({"name": "", "born": "31/02/1980"}))
    tied = re.search(r'<input[^>]*name="name"[^>]*aria-describedby="([^"]+)"', text)

    assert tied
    assert [f'id="{name}"' in text for name in tied[1].split()] == [True, True]
    assert text.count('aria-invalid="true"') == 2
    assert "Nhập ngày dạng dd/mm/yyyy" in text
    assert "Họ và &lt;tên&gt;" in text


def test_a_day_is_taken_as_offices_type_it_and_shown_so():
    for typed in ("05/03/2013", "2013-03-05", "5.3.2013"):
        form = Sample({"name": "x", "born": typed})
        assert (form.is_valid(), form.cleaned_data["born"]) == (True, date(2013, 3, 5))
    assert 'value="05/03/2013"' in drawn(Sample(initial={"born": date(2013, 3, 5)}))


def test_a_refusal_is_an_error_of_the_form():
    def refuse() -> None:
        raise RefusedError("Kỳ %(n)s đã khóa.", n=3)

    form = Sample({"name": "x"})
    assert (form.is_valid(), attempt(form, refuse)) == (True, None)
    assert "Kỳ 3 đã khóa." in drawn(form)


def test_what_is_done_is_handed_on():
    form = Sample({"name": "x"})
    assert (form.is_valid(), attempt(form, lambda: 7), form.errors) == (True, 7, {})
