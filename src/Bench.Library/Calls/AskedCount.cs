using Bench.Abstractions;

namespace Bench.Library;

/// <summary>Numbers of calls that say how much is done.</summary>
internal static class AskedCount
{
    /// <summary>A number, refused where it is less than one, or more than anybody can mean.</summary>
    /// <param name="value">The number.</param>
    /// <param name="most">The largest one allowed.</param>
    /// <param name="where">What was set to it.</param>
    /// <exception cref="BenchException">It is out of range.</exception>
    public static int Require(int value, int most, string where) => value >= 1 && value <= most
        ? value
        : throw new BenchException($"The value is {value}", where, $"Give a whole number from 1 to {most}");
}
