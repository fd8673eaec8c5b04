using System.Text;

namespace Bench.Inference.Tests;

/// <summary>A test that compares with ICU, and is skipped where ICU is missing or older than Unicode 15.</summary>
internal sealed class IcuFactAttribute : FactAttribute
{
    // Decomposes since Unicode 15.0: modifier letter Cyrillic small a.
    private const string Probe = "\U0001E030";

    public IcuFactAttribute()
    {
        if (Probe.Normalize(NormalizationForm.FormKD) == Probe)
        {
            Skip = "Needs ICU with Unicode 15 or later to compare with; the tables themselves do not need it.";
        }
    }
}
