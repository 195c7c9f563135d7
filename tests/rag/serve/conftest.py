import shutil
from pathlib import Path

import pytest

from rag.serve.desk import Desk
from tests.ingest.conftest import Place


@pytest.fixture(scope="session")
def shown(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A quay, a ferry and an undated salt works, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("shown")
    for name in ("corpus", "index"):
        shutil.copytree(template / name, folder / name)
    return Place(folder / "corpus", folder / "index")


@pytest.fixture(scope="session")
def desk(shown: Place) -> Desk:
    return Desk(shown.index)
