"""Jobs behind the pages: one of a kind at a time, each request once, failures in words."""

from __future__ import annotations

import threading

import pytest

from factdesk.errors import Unreachable
from factdesk.ui.jobs import AT_ONCE, MOST_WAITING, Job, Jobs, JobState


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


def test_a_thousand_jobs_are_done_by_few_threads_and_what_is_too_much_is_told() -> None:
    jobs, done, go = Jobs(), [], threading.Event()
    before = threading.active_count()
    started = [jobs.start(str(n), "one", lambda: go.wait() and done.append(1)) for n in range(1000)]
    assert threading.active_count() - before <= AT_ONCE
    accepted = [job for job in started if job.state is JobState.RUNNING]
    assert MOST_WAITING <= len(accepted) <= MOST_WAITING + AT_ONCE
    assert "too much to do" in started[-1].message
    go.set()
    assert {ended(jobs, str(n)).state for n in range(len(accepted))} <= {JobState.DONE}
    assert len(done) == len(accepted)
    jobs.start("again", "two", lambda: 5)
    assert ended(jobs, "again").result == 5
