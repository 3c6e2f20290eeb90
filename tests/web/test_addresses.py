"""What stands in an address in place of an id and is none leads nowhere."""

import pytest

ODD = ("-" * 36, "0" * 36, "01A22A34-52D3-777D-A8EA-3A845BFD8153")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "address",
    [
        "/people/{odd}/correct/",
        "/people/{id}/{odd}/correct/",
        "/boards/{id}/{odd}/end/",
        "/units/{odd}/rename/",
        "/units/{id}/{odd}/back/",
        "/users/{odd}/rename/",
        "/courses/enrolments/{odd}/result/",
        "/courses/{odd}/results/",
    ],
)
def test_an_odd_id_is_not_found(client, cast, address, odd):
    client.force_login(cast.operator)
    at = address.format(odd=odd, id=cast.communes[0].public_id)
    assert client.get(at).status_code == 404
