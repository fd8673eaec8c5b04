namespace Bench.Fuzz;

/// <summary>Fuzzes several formats and prints what was read and what failed.</summary>
/// <param name="seed">Seed of all inputs.</param>
/// <param name="failures">Where failing inputs are kept.</param>
internal sealed class FuzzCampaign(ulong seed, string failures)
{
    /// <summary>Feeds every format the same number of inputs, or shares the time among them.</summary>
    /// <param name="formats">The formats.</param>
    /// <param name="inputs">Inputs of each.</param>
    /// <param name="minutes">Time of all; 0 for no limit.</param>
    /// <returns>Number of formats that failed.</returns>
    public int Run(IReadOnlyList<FuzzFormat> formats, long inputs, double minutes)
    {
        int failed = 0;
        long all = 0;
        foreach (FuzzFormat format in formats)
        {
            DateTime until = minutes > 0 ? DateTime.UtcNow.AddMinutes(minutes / formats.Count) : DateTime.MaxValue;
            var run = new FuzzRun(format, seed);
            FuzzFailure? failure = run.Run(0, inputs, until);
            all += run.Inputs;
            Console.WriteLine($"{format.Name,-24} {run.Inputs,10} inputs{(failure is null ? "" : "  FAILED")}");
            if (failure is null)
            {
                run.Dispose();
                continue;
            }

            failed++;
            Console.WriteLine($"  {failure.What}\n  {failure.Save(failures)}");
        }

        Console.WriteLine($"{all} inputs with seed {seed}, {failed} of {formats.Count} formats failed");
        return failed;
    }
}
