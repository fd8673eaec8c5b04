// Tests that count the tensors of the process must not share it with others.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
