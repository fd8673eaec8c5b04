namespace Bench.Abstractions;

/// <summary>
/// The entrance of a plug-in: a public class with a public constructor without parameters, in an assembly below the folder given by
/// <c>--plugins</c>. The assembly references Bench.Abstractions and nothing else of Bench.
/// </summary>
public interface IBenchPlugin
{
    /// <summary>Registers what the plug-in brings.</summary>
    /// <param name="registry">The catalogues to add to.</param>
    void Register(PluginRegistry registry);
}

/// <summary>The catalogues a plug-in may add to.</summary>
/// <param name="Explainers">The explainers.</param>
/// <param name="Metrics">The metrics.</param>
/// <param name="Datasets">The readers of dataset formats.</param>
/// <param name="Reports">The forms of reports.</param>
public sealed record PluginRegistry(
    Catalog<ExplainerDescriptor, IExplainer> Explainers,
    Catalog<MetricDescriptor, IMetric> Metrics,
    Catalog<DatasetDescriptor, IDatasetReader> Datasets,
    Catalog<ReportDescriptor, IReportExporter> Reports);
