"""Work that goes on by itself."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from recount.desk.jobs import Job, Result, begun, job_called, jobs
from recount.desk.running import Watch
from recount.errors import RecordError


def ended(record: Path, job: Job) -> Job:
    for thread in threading.enumerate():
        if thread.name == f"job {job.kind}":
            thread.join(20)
    return job_called(record, job.id)


def test_a_job_keeps_its_result(tmp_path: Path) -> None:
    def work(watch: Watch) -> Result:
        watch.say("Counting …")
        watch.progress(1, 2)
        return {"found": 3}

    job = ended(tmp_path, begun(tmp_path, "count", "Count", "Amal", "/codebook/effect/{job}", work))
    assert job.result == {"found": 3}
    assert job.to == f"/codebook/effect/{job.id}"
    assert (job.says, job.done, job.total) == ("Counting …", 1, 2)
    assert not job.running
    assert not job.broken_off


@pytest.mark.parametrize(
    ("to", "back"),
    [
        ("/publish/releases/{release}", "/publish"),
        ("/codebook/results/{job}", "/codebook"),
        ("/sources/imports/{job}", "/sources"),
        ("/actors?part=names", "/actors?part=names"),
        ("/publish/next", "/publish/next"),
    ],
)
def test_back_leads_to_a_page_that_is_there_before_the_result_is(tmp_path: Path, to: str, back: str) -> None:
    go = threading.Event()

    def work(watch: Watch) -> Result:
        go.wait(20)
        raise RecordError("the record", "is in use", "Wait.")

    job = begun(tmp_path, "count", "Count", "Amal", to, work)
    assert job.back == back
    go.set()
    assert ended(tmp_path, job).back == back


def test_of_one_kind_only_one_is_at_work(tmp_path: Path) -> None:
    go = threading.Event()

    def work(watch: Watch) -> Result:
        go.wait(20)
        return {}

    first = begun(tmp_path, "count", "Count all", "Amal", "/", work)
    with pytest.raises(RecordError, match=r"“Count all” is still at work for Amal"):
        begun(tmp_path, "count", "Count again", "Ben", "/", work)
    begun(tmp_path, "other", "Something else", "Ben", "/", lambda watch: {})
    go.set()
    ended(tmp_path, first)
    begun(tmp_path, "count", "Count again", "Ben", "/", work)


def test_what_is_refused_is_told_with_its_remedy(tmp_path: Path) -> None:
    def work(watch: Watch) -> Result:
        raise RecordError("the record", "is in use", "Wait.")

    job = ended(tmp_path, begun(tmp_path, "count", "Count", "Amal", "/", work))
    assert job.refused == ("the record: is in use.", "Wait.")


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "0" * 16, "zz"])
def test_a_job_that_is_not_there_is_said(tmp_path: Path, key: str) -> None:
    with pytest.raises(RecordError, match="is not in the record"):
        job_called(tmp_path, key)


def test_only_the_latest_jobs_are_kept(tmp_path: Path) -> None:
    for n in range(53):
        ended(tmp_path, begun(tmp_path, f"kind{n}", "Count", "Amal", "/", lambda watch: {}))
    assert len(jobs(tmp_path)) <= 51
