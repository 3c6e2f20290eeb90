"""Read as a test by `forks.py`: makes the test database before anything is forked."""


def test_the_database_is_there(django_db_setup: None) -> None:
    assert django_db_setup is None
