"""Jobs behind the pages: one of a kind at a time, each request once, failures in words."""

from __future__ import annotations

import threading

import pytest

from factdesk.errors import Unreachable
from factdesk.ui.jobs import Job, Jobs, JobState


def ended(jobs: Jobs, key: str) -> Job:
    pause = threading.Event()
    while (job := jobs.get(key)) and job.state is JobState.RUNNING:
        pause.wait(0.005)
    assert job
    return job


def fail(error: Exception) -> object:
    raise error


def test_a_job_runs_once_for_a_request_and_again_for_another() -> None:
    jobs, done = Jobs(), []
    for token in ("one", "one", "two"):
        jobs.start("page", token, lambda: done.append(1))
        assert ended(jobs, "page").state is JobState.DONE
    assert len(done) == 2
    assert jobs.get("another") is None


def test_a_second_request_joins_the_job_that_runs() -> None:
    jobs, going, done = Jobs(), threading.Event(), []
    jobs.start("page", "one", going.wait)
    assert jobs.start("page", "two", lambda: done.append(1)).token == "one"
    going.set()
    assert ended(jobs, "page").result is True
    assert not done


def test_a_failure_is_told_as_it_is_or_without_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    jobs = Jobs()
    jobs.start("page", "one", lambda: fail(Unreachable("example.org does not answer; try again later")))
    assert ended(jobs, "page") == Job("one", JobState.FAILED, "example.org does not answer; try again later")
    jobs.start("page", "two", lambda: fail(ValueError("secret")))
    told = ended(jobs, "page")
    assert told.state is JobState.FAILED and "secret" not in told.message
    assert "a job failed" in caplog.text
