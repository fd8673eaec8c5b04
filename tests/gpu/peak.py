"""Prints, for each precision, the speed of a large product of matrices on a device, in TFLOP/s."""
import sys
import time

import torch

device = sys.argv[1]
size = 8192 if device.startswith("cuda") else 1024
formats = [("single", torch.float32, False), ("tf32", torch.float32, True), ("half", torch.float16, False), ("bfloat16", torch.bfloat16, False)]
for name, dtype, rounds in formats:
    torch.backends.cuda.matmul.allow_tf32 = rounds
    a, b = (torch.rand(size, size, device=device).to(dtype) for _ in range(2))
    best = float("inf")
    for _ in range(10):
        start = time.perf_counter()
        (a @ b).sum().item()
        best = min(best, time.perf_counter() - start)
    print(name, f"{2 * size ** 3 / best / 1e12:.1f}")
