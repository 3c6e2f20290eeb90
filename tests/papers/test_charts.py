import pytest

from goc.papers import charts

POINTS = [("Quy hoạch", 1400), ("Đào tạo", 335), ("Bố trí", 309)]


def test_bars_carry_vietnamese_numbers():
    svg = charts.svg(charts.bars(POINTS, suffix=" người"))
    for text in ("Quy hoạch", "1.400 người", "335 người", "Tinos"):
        assert text in svg


def test_a_funnel_tells_shares_of_the_first():
    svg = charts.svg(charts.funnel(POINTS))
    for text in ("1.400 (100,0%)", "335 (23,9%)", "309 (22,1%)"):
        assert text in svg


def test_an_empty_pipeline_is_still_a_chart():
    assert charts.svg(charts.funnel([("Quy hoạch", 0)])).startswith("<svg")
    assert charts.svg(charts.bars([])).startswith("<svg")


def test_pictures_are_stable():
    spec = charts.bars(POINTS)
    assert charts.png(spec).startswith(b"\x89PNG")
    assert charts.png(spec) == charts.png(spec)
    assert charts.svg(spec) == charts.svg(spec)


def test_data_from_the_network_are_refused():
    with pytest.raises(ValueError):
        charts.svg({"mark": "bar", "data": {"url": "https://example.com/a.csv"}, "encoding": {}})
