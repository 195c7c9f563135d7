import shutil

import pytest

from ingest.pipeline import update
from tests.ingest.conftest import FERRY, QUAY, SALT, Place


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template")
    place = Place(folder / "corpus", folder / "index")
    for name, text in (("quay.txt", QUAY), ("sea/ferry.txt", FERRY), ("salt.txt", SALT)):
        place.write(name, text)
    library = place.opened()
    update(library)
    library.catalogue.close()
    return folder


@pytest.fixture
def filled(template, tmp_path):
    """A quay, a ferry and an undated salt works, taken in; every test has a copy of its own."""
    for name in ("corpus", "index"):
        shutil.copytree(template / name, tmp_path / name)
    return Place(tmp_path / "corpus", tmp_path / "index")
