using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Refuses in runs what wants another picture beside each of them: datasets name none.</summary>
internal static class OtherPicture
{
    private static readonly (string Key, string Value)[] _asks =
        [("removal", OptionsBinder.Key(nameof(Removal.Reference))), ("baseline", "image")];

    /// <summary>Refuses a component that asks for another picture.</summary>
    /// <param name="component">The component.</param>
    /// <param name="suite">The suite, for messages.</param>
    /// <exception cref="BenchException">It does.</exception>
    public static void RequireNone<TDescriptor, T>(Configured<TDescriptor, T> component, Suite suite)
        where TDescriptor : IComponentDescriptor
    {
        if (_asks.FirstOrDefault(ask => component.Options.GetValueOrDefault(ask.Key) == ask.Value) is ({ } key, { } value))
        {
            throw new BenchException(
                $"'{component.Name}' puts another picture in the place of pixels ({key}={value}), and a run has none",
                suite.File,
                "Choose mask, blur, noise or delete, as a baseline mean, black, blur or random; `explain` and `evaluate` take "
                    + "--reference-image");
        }
    }
}
