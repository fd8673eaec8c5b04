using Bench.Abstractions;
using Bench.Evaluation;
using Bench.Inference;

namespace Bench.Library;

/// <summary>A model on the devices that a command line names.</summary>
internal static class DeviceModels
{
    // Enough that batches of a GPU are filled by explainers that ask for few rows at a time.
    private const int CallersPerDevice = 64;

    /// <summary>Opens a folder on every device.</summary>
    /// <param name="core">The core.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How to compute; devices are separated by commas.</param>
    /// <returns>The model, and how many calls it likes to have open at once.</returns>
    /// <exception cref="BenchException">The folder, or one of the devices, cannot be used.</exception>
    public static (IModel Model, int Callers) Open(ICoreProvider core, string folder, CoreOptions options)
    {
        string?[] devices = options.Device?.Split(',', StringSplitOptions.TrimEntries) ?? new string?[1];
        var models = new List<IModel>();
        try
        {
            foreach (string? device in devices)
            {
                models.Add(core.Open(folder, options with { Device = device }));
            }
        }
        catch
        {
            models.ForEach(model => (model as IDisposable)?.Dispose());
            throw;
        }

        // A GPU takes one batch at a time and likes it large; on the processor every thread computes for itself.
        bool isProcessor = models.TrueForAll(model => model.Info.Core is null or { Device: "cpu" });
        return models.Count == 1 && isProcessor
            ? (models[0], 1)
            : (new GatheringModel(models, batches: isProcessor ? 1 : 2), isProcessor ? models.Count : CallersPerDevice * models.Count);
    }
}
