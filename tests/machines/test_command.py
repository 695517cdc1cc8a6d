"""What the command says that people get by `cargo build`, where it differs from the one that other tests use."""

import subprocess

from conftest import COMMAND, copy_of_ours


def test_a_store_that_was_left_out_is_named_with_the_way_to_build_it_in(tmp_path):
    copy_of_ours(tmp_path)
    command = [COMMAND, "desk", "--root", tmp_path, "--store", "dynamodb:requests"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "--features dynamodb" in done.stderr
