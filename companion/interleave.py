#!/usr/bin/env python3
"""Runs a task script of Interleave on real CPython: the same text as real
threads, real processes, a real event loop, or one task after another.

    python interleave.py script.py --model threads --trace out.json

One file, no dependencies, Python 3.9 or newer. `cpu(ms)` burns that much CPU
time of its thread, `io(ms)` sleeps. The trace is in Chrome's format: the page,
Perfetto and chrome://tracing open it. What only a simulation has is accepted
and does nothing here: priority, tickets, nice, deadline, core.
"""

import argparse
import ast
import asyncio
import contextvars
import inspect
import json
import multiprocessing
import os
import queue
import random as _random
import sys
import threading
import time
import traceback

MODELS = ("sequential", "threads", "processes", "asyncio")
_START = time.perf_counter()
_local = threading.local()
_tasks = []
_events = []
_model = None


def now():
    """Milliseconds since the start."""
    return (time.perf_counter() - _START) * 1000


def _record(kind, begin, name=None):
    task = current()
    _events.append({
        "name": name or kind, "cat": kind, "ph": "X", "ts": begin * 1000,
        "dur": (now() - begin) * 1000, "pid": os.getpid(), "tid": task.number,
    })


# --- verbs ------------------------------------------------------------------


def cpu(ms):
    """Computes until the thread's own CPU clock has gone on by so much."""
    begin, end = now(), time.thread_time() + _duration("cpu", ms) / 1000
    while time.thread_time() < end:
        for _ in range(50):
            pass
    _record("cpu", begin)


def io(ms):
    """Waits and blocks its thread; `await io(ms)` lets others run."""
    begin = now()
    time.sleep(_duration("io", ms) / 1000)
    _record("io", begin)


async def _io(ms):
    begin = now()
    await asyncio.sleep(_duration("io", ms) / 1000)
    _record("io", begin)


def yield_now():
    time.sleep(0)


async def _yield_now():
    await asyncio.sleep(0)


def _duration(verb, ms):
    if not isinstance(ms, (int, float)) or not ms >= 0:
        raise ValueError(f"{verb}() needs a duration of 0 ms or more, not {ms!r}")
    return ms


def say(*values, sep=" ", end="\n", file=None, flush=False):
    """print, each line in one piece however many threads print."""
    (file or sys.stdout).write((sep or " ").join(map(str, values)) + end)


def spawn(f, *args, name=None, at=None, daemon=False, priority=None, tickets=None, nice=None,
          deadline=None, core=None, period=None):
    if inspect.iscoroutine(f) or not callable(f):
        raise TypeError("spawn() takes a function, not the result of a call: spawn(f, x)")
    if period is not None:
        raise NotImplementedError("spawn(period=) is for the simulation only")
    return _model.start(Task(f, args, name, at, daemon))


def gather(*tasks, return_exceptions=False):
    return [_outcome(task, return_exceptions) for task in tasks]


def _outcome(task, return_exceptions):
    try:
        return task.join()
    except Exception as error:
        if not return_exceptions:
            raise
        return error


async def _gather(*tasks, return_exceptions=False):
    waits = [task if inspect.isawaitable(task) else task.wait() for task in tasks]
    return await asyncio.gather(*waits, return_exceptions=return_exceptions)


_ASYNC = {io: _io, yield_now: _yield_now, gather: _gather}


class Task:
    def __init__(self, function, args, name, at, daemon):
        self.number = len(_tasks)
        known = name or getattr(function, "__name__", "task")
        same = sum(1 for t in _tasks if t.plain == known)
        self.plain, self.name = known, known if same == 0 else f"{known} {same + 1}"
        self.function, self.args, self.at, self.daemon = function, args, at, daemon
        self.value = self.error = self.handle = None
        self.over = False
        _tasks.append(self)

    def run(self):
        """Here and now, keeping the result."""
        _local.task = self
        try:
            self.delay()
            result = self.function(*self.args)
            if inspect.iscoroutine(result):
                result = _to_its_end(result)
            self.value = result
        except Exception as error:
            self.error = error
            self.tell()
        finally:
            self.over = True

    async def run_on_loop(self):
        _current_task.set(self)
        try:
            if self.at is not None and self.at > now():
                await asyncio.sleep((self.at - now()) / 1000)
            result = self.function(*self.args)
            self.value = await result if inspect.iscoroutine(result) else result
        except Exception as error:
            self.error = error
            self.tell()
        finally:
            self.over = True

    def delay(self):
        if self.at is not None and self.at > now():
            time.sleep((self.at - now()) / 1000)

    def tell(self):
        print(f"{self.name} failed at {now():.0f} ms:", file=sys.stderr)
        traceback.print_exception(type(self.error), self.error, self.error.__traceback__)

    def outcome(self):
        if self.error is not None:
            raise self.error
        return self.value

    def join(self, timeout=None):
        begin = now()
        _model.wait_for(self, None if timeout is None else timeout / 1000)
        _record("join", begin, f"join {self.name}")
        return self.outcome()

    result = join

    async def wait(self, timeout=None):
        begin = now()
        if isinstance(self.handle, asyncio.Task):
            await asyncio.wait_for(asyncio.shield(self.handle), timeout)
        else:
            await asyncio.to_thread(_model.wait_for, self, timeout)
        _record("join", begin, f"join {self.name}")
        return self.outcome()

    _a_join = _a_result = wait

    def __await__(self):
        return self.wait().__await__()

    def done(self):
        return self.over

    def is_alive(self):
        return not self.over

    def cancel(self):
        return bool(isinstance(self.handle, asyncio.Task) and self.handle.cancel())


_current_task = contextvars.ContextVar("task", default=None)
_main = Task(lambda: None, (), "main", None, False)


def current():
    return _current_task.get() or getattr(_local, "task", None) or _main


# --- models -----------------------------------------------------------------


class Sequential:
    """`spawn` is a plain call."""
    lock, rlock, event = threading.Lock, threading.RLock, threading.Event
    semaphore, bounded = threading.Semaphore, threading.BoundedSemaphore
    condition, barrier = threading.Condition, threading.Barrier
    queues = {"fifo": queue.Queue, "lifo": queue.LifoQueue, "priority": queue.PriorityQueue}

    def start(self, task):
        before = getattr(_local, "task", None)
        task.run()
        _local.task = before
        return task

    def wait_for(self, task, timeout):
        pass

    def main(self, code, names):
        _run(code, names)


class Threads(Sequential):
    def start(self, task):
        task.handle = threading.Thread(target=task.run, name=task.name, daemon=task.daemon)
        task.handle.start()
        return task

    def wait_for(self, task, timeout):
        task.handle.join(timeout)
        if task.handle.is_alive():
            raise TimeoutError

    def main(self, code, names):
        _run(code, names)
        for task in _tasks[1:]:
            if not task.daemon:
                task.handle.join()


class Processes(Sequential):
    def __init__(self):
        self.context = multiprocessing.get_context("fork")
        for name in ("Lock", "RLock", "Event", "Semaphore", "Condition", "Barrier"):
            setattr(self, name.lower(), getattr(self.context, name))
        self.bounded = self.context.BoundedSemaphore
        self.queues = {"fifo": self.context.JoinableQueue}

    def start(self, task):
        here, there = self.context.Pipe(duplex=False)
        task.pipe = here

        def child():
            del _events[:]
            task.run()
            try:
                there.send((task.value, task.error, _events))
            except Exception as error:
                there.send((None, TypeError(f"the result cannot travel: {error}"), _events))
        task.handle = self.context.Process(target=child, name=task.name, daemon=task.daemon)
        task.handle.start()
        there.close()
        return task

    def wait_for(self, task, timeout):
        if not task.over:
            if not task.pipe.poll(timeout):
                raise TimeoutError
            try:
                task.value, task.error, events = task.pipe.recv()
                _events.extend(events)
            except EOFError:
                task.error = RuntimeError(f"{task.name} ended without a result")
            task.over = True
        task.handle.join()

    def main(self, code, names):
        _run(code, names)
        for task in _tasks[1:]:
            if not task.daemon:
                self.wait_for(task, None)


class Asyncio(Sequential):
    lock, event, semaphore = asyncio.Lock, asyncio.Event, asyncio.Semaphore
    bounded, condition = asyncio.BoundedSemaphore, asyncio.Condition
    rlock = asyncio.Lock
    queues = {"fifo": asyncio.Queue, "lifo": asyncio.LifoQueue, "priority": asyncio.PriorityQueue}

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.barrier = getattr(asyncio, "Barrier", None)

    def start(self, task):
        task.handle = self.loop.create_task(task.run_on_loop())
        return task

    def wait_for(self, task, timeout):
        if self.loop.is_running():
            if not task.over:
                raise RuntimeError("in a coroutine write 'await t', or the loop stands still")
            return
        self.loop.run_until_complete(asyncio.wait_for(asyncio.shield(task.handle), timeout))

    def main(self, code, names):
        result = eval(code, names)
        if inspect.iscoroutine(result):
            self.loop.run_until_complete(result)
        while True:
            left = [t.handle for t in _tasks[1:] if not t.daemon and not t.over]
            if not left:
                break
            self.loop.run_until_complete(asyncio.wait(left))
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()


def _run(code, names):
    result = eval(code, names)
    if inspect.iscoroutine(result):
        _to_its_end(result)


def _to_its_end(coroutine):
    """On a loop of its own, in a thread of its own where one runs here already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    task, outcome = current(), []

    def run():
        _local.task = task
        try:
            outcome.append((asyncio.run(coroutine), None))
        except Exception as error:
            outcome.append((None, error))
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    value, error = outcome[0]
    if error is not None:
        raise error
    return value


# --- synchronisation --------------------------------------------------------


class _Sync:
    """A lock and the like of the model's own kind; timeouts are milliseconds."""

    def __init__(self, inner):
        self.inner = inner

    def _blocking(self, what, call, *args):
        begin = now()
        try:
            result = call(*args)
            if inspect.iscoroutine(result):
                # Under the event loop plain calls must not have to wait.
                result = _at_once(result)
            return result
        finally:
            _record("wait", begin, what)

    async def _awaiting(self, what, call, *args):
        begin = now()
        try:
            result = call(*args)
            return await result if inspect.isawaitable(result) else result
        finally:
            _record("wait", begin, what)

    def __getattr__(self, name):
        if name.startswith("_a_") and hasattr(self.inner, name[3:]):
            method = getattr(self.inner, name[3:])
            return lambda *args: self._awaiting(name[3:], method, *args)
        return getattr(self.inner, name)

    def __enter__(self):
        self.acquire()
        return self

    def __exit__(self, *info):
        self.inner.release()

    async def __aenter__(self):
        await self._awaiting("acquire", self.inner.acquire)
        return self

    async def __aexit__(self, *info):
        self.inner.release()

    def acquire(self, blocking=True, timeout=None):
        if isinstance(self.inner, (asyncio.Lock, asyncio.Semaphore, asyncio.Condition)):
            return self._blocking("acquire", self.inner.acquire)
        if not blocking:
            return self.inner.acquire(False)
        limits = () if timeout is None else (True, timeout / 1000)
        return self._blocking("acquire", self.inner.acquire, *limits)

    def wait(self, timeout=None):
        if isinstance(self.inner, (asyncio.Event, asyncio.Condition)):
            return self._blocking("wait", self.inner.wait)
        return self._blocking("wait", self.inner.wait, None if timeout is None else timeout / 1000)

    def wait_for(self, predicate, timeout=None):
        timeout = None if timeout is None else timeout / 1000
        return self._blocking("wait", self.inner.wait_for, predicate, timeout)

    def put(self, item, block=True, timeout=None):
        if isinstance(self.inner, asyncio.Queue):
            return self.inner.put_nowait(item)
        seconds = None if timeout is None else timeout / 1000
        try:
            return self._blocking("put", self.inner.put, item, block, seconds)
        except queue.Full:
            raise TimeoutError("queue is full") from None

    def get(self, block=True, timeout=None):
        if isinstance(self.inner, asyncio.Queue):
            return self.inner.get_nowait()
        seconds = None if timeout is None else timeout / 1000
        try:
            return self._blocking("get", self.inner.get, block, seconds)
        except queue.Empty:
            raise TimeoutError("queue is empty") from None


def _at_once(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    coroutine.close()
    raise RuntimeError("this call would stop the event loop for ever: write await before it")


def Lock(*, inherit=False):
    return _Sync(_model.lock())


def RLock(*, inherit=False):
    return _Sync(_model.rlock())


def Event():
    return _Sync(_model.event())


def Semaphore(value=1):
    return _Sync(_model.semaphore(value))


def BoundedSemaphore(value=1):
    return _Sync(_model.bounded(value))


def Condition(lock=None):
    return _Sync(_model.condition() if lock is None else _model.condition(lock.inner))


def Barrier(parties):
    return _Sync(_model.barrier(parties))


def Queue(maxsize=0):
    return _Sync(_model.queues["fifo"](maxsize))


def LifoQueue(maxsize=0):
    return _Sync(_model.queues["lifo"](maxsize))


def PriorityQueue(maxsize=0):
    return _Sync(_model.queues["priority"](maxsize))


VERBS = (cpu, io, yield_now, spawn, gather, now, Lock, RLock, Event, Semaphore, BoundedSemaphore,
         Condition, Barrier, Queue, LifoQueue, PriorityQueue)


# --- scripts ----------------------------------------------------------------


class _Awaits(ast.NodeTransformer):
    """`await f(x)` asks whether `f` has a form that lets others run."""

    def visit_Await(self, node):
        self.generic_visit(node)
        if isinstance(node.value, ast.Call):
            call = node.value
            chosen = ast.Call(ast.Name("__awaited__", ast.Load()), [call.func], [])
            node.value = ast.Call(chosen, call.args, call.keywords)
        return ast.fix_missing_locations(ast.copy_location(node, node))


def _awaited(function):
    try:
        if function in _ASYNC:
            return _ASYNC[function]
    except TypeError:
        pass
    owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    if isinstance(owner, (_Sync, Task)) and hasattr(owner, "_a_" + name):
        return getattr(owner, "_a_" + name)
    return function


def run(path, model, seed=1):
    """Runs the script; True if main ended well."""
    global _model, _START
    with open(path, encoding="utf-8") as file:
        tree = _Awaits().visit(ast.parse(file.read(), path))
    code = compile(tree, path, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    _random.seed(seed)
    names = {verb.__name__: verb for verb in VERBS}
    for name in ("random", "randint", "uniform", "choice", "shuffle"):
        names[name] = getattr(_random, name)
    names.update({"print": say, "__name__": "__main__", "__file__": path, "__awaited__": _awaited})
    _model = {"sequential": Sequential, "threads": Threads, "processes": Processes,
              "asyncio": Asyncio}[model]()
    _START = time.perf_counter()
    try:
        _model.main(code, names)
    except Exception:
        traceback.print_exc()
        return False
    finally:
        sys.stdout.flush()
    return True


def trace():
    """What happened, as Chrome's trace events."""
    named = [{"name": "thread_name", "ph": "M", "pid": os.getpid(), "tid": task.number,
              "args": {"name": task.name}} for task in _tasks]
    return {"traceEvents": named + sorted(_events, key=lambda event: event["ts"]),
            "displayTimeUnit": "ms"}


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("script")
    parser.add_argument("--model", choices=MODELS, default="threads")
    parser.add_argument("--trace", metavar="OUT.json", help="write a Chrome trace")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    fine = run(options.script, options.model, options.seed)
    if options.trace:
        with open(options.trace, "w", encoding="utf-8") as file:
            json.dump(trace(), file)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
