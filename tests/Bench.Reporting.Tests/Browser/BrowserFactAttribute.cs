namespace Bench.Reporting.Tests;

/// <summary>A test that needs a real browser. Without one it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Find() is null)
        {
            Skip = $"No Chromium: install it (Debian: apt-get install chromium) or name it in {Chromium.Variable}.";
        }
    }
}
