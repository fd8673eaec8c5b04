using System.Collections.Immutable;

namespace Bench.Inference;

/// <summary>What a core can compute with on this machine.</summary>
/// <param name="Library">What computes, with its version and where it comes from.</param>
/// <param name="Devices">The devices that <c>--device</c> takes; none where the core cannot compute here.</param>
/// <param name="Missing">What would be needed for more, each with what to do.</param>
public sealed record CoreReport(string Library, ImmutableArray<DeviceReport> Devices, ImmutableArray<string> Missing);

/// <summary>A device.</summary>
/// <param name="Name">Its name as <c>--device</c> takes it.</param>
/// <param name="Description">What it is.</param>
/// <param name="MemoryBytes">Its memory in bytes, where it is known.</param>
/// <param name="FreeBytes">What of that is free, where it is known.</param>
public sealed record DeviceReport(string Name, string Description, long? MemoryBytes = null, long? FreeBytes = null);
