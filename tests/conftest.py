"""What every test can ask for."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

# How long an example takes says how busy the machine is, not whether it is right.
settings.register_profile("opcit", deadline=None)
settings.load_profile("opcit")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of question sets and measuring data, named by OPCIT_SHARED."""
    folder = Path(os.environ.get("OPCIT_SHARED", Path(__file__).parents[2] / "shared"))
    if not (folder / "questions").is_dir():
        pytest.skip("no measuring data: set OPCIT_SHARED to its folder")
    return folder
