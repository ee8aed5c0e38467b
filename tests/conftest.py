"""What tests share."""

from pathlib import Path

import pytest

from figures.table import from_claims, write_table
from sample_claims import CLAIMS


@pytest.fixture(scope="session")
def claims_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "claims.csv"
    write_table(from_claims(CLAIMS), path)
    return path
