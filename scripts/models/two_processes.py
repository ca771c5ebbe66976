"""Several processes of one thread each that average their gradients, with checkpoints that a run resumes from.

Two threads in one process collapse on a busy machine; two processes of one thread do not.
"""
import ctypes
import os
import signal
import tempfile
import time
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp


def run(work, processes: int, *args) -> None:
    """Calls work(rank, processes, *args) in each process and waits."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    meeting = Path(tempfile.gettempdir()) / f"meeting-{os.getpid()}-{time.time_ns()}"
    mp.spawn(_start, (processes, str(meeting), work, args), nprocs=processes)


def _start(rank: int, processes: int, meeting: str, work, args) -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG: end when the starting process ends
    torch.set_num_threads(1)
    if processes > 1:
        dist.init_process_group("gloo", init_method=f"file://{meeting}", rank=rank, world_size=processes)
    work(rank, processes, *args)
    if processes > 1:
        dist.barrier()
        dist.destroy_process_group()


def average_gradients(parameters, processes: int) -> None:
    if processes == 1:
        return
    gradients = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([g.reshape(-1) for g in gradients])
    dist.all_reduce(flat)
    flat /= processes
    at = 0
    for g in gradients:
        g.copy_(flat[at:at + g.numel()].view_as(g))
        at += g.numel()


def save(path: Path, state: dict) -> None:
    """Written beside and then renamed, so that a killed run leaves the last whole checkpoint."""
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.rename(path)


def load(path: Path) -> dict | None:
    return torch.load(path, weights_only=True) if path.exists() else None
