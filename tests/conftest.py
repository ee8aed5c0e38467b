"""What tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from figures.table import from_claims, write_table
from sample_claims import CLAIMS

# No test depends on how fast the machine is.
settings.register_profile("figures", deadline=None)
settings.load_profile("figures")


@pytest.fixture(scope="session")
def claims_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "claims.csv"
    write_table(from_claims(CLAIMS), path)
    return path
