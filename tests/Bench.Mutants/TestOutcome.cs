namespace Bench.Mutants;

/// <summary>How a run of tests ended.</summary>
internal enum TestOutcome
{
    /// <summary>No test failed.</summary>
    Passed,

    /// <summary>A test failed, or the process died.</summary>
    Failed,

    /// <summary>All tests were skipped: those of the torch core, where there is no libtorch.</summary>
    Skipped,

    /// <summary>It was ended, since it took many times as long as without a mutant.</summary>
    Hung,
}
