using System.Reflection;

namespace Bench.Evaluation;

/// <summary>The version of Bench.</summary>
public static class BenchVersion
{
    /// <summary>The version without the commit, for example <c>0.1.0</c>.</summary>
    public static string Current { get; } = typeof(BenchVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
