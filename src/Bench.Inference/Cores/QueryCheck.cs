using Bench.Abstractions;

namespace Bench.Inference;

/// <summary>Refuses queries that do not fit a model, before anything is computed.</summary>
public static class QueryCheck
{
    /// <summary>Checks what is asked, the row, and where its readout reads.</summary>
    /// <param name="model">The model asked.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="query">The query.</param>
    /// <exception cref="BenchException">The model does not offer what is asked, or row or readout do not fit it.</exception>
    /// <exception cref="ArgumentException">
    /// The row's parts do not fit together, a factor does not fit it, or a readout is missing.
    /// </exception>
    public static void Require(IModel model, EncoderConfig config, Query query)
    {
        model.Require(query.Ask);
        RowCheck.Require(config, query.Row, model.Info.Name);
        long elements = (long)query.Row.Length * config.EmbeddingSize;
        if (!query.Factor.IsEmpty && query.Factor.Length != elements)
        {
            throw new ArgumentException(
                $"The factor of a row's gradient is empty or has n × {config.EmbeddingSize} = {elements} elements, not "
                    + $"{query.Factor.Length}.");
        }

        if ((query.Ask & Query.OfReadout) == 0)
        {
            return;
        }

        Readout readout = query.Readout ?? throw new ArgumentException($"{query.Ask} depends on a readout, and the query has none.");
        int rows = model.Info.Head == HeadKind.Sequence ? 1 : query.Row.Length;
        foreach (ReadoutTerm term in readout.Terms)
        {
            if ((uint)term.Row >= (uint)rows || (uint)term.Output >= (uint)model.Info.Labels.Count)
            {
                throw new BenchException(
                    $"The readout reads output {term.Output} of row {term.Row}, and there are {model.Info.Labels.Count} outputs of "
                        + $"{rows} rows",
                    model.Info.Name,
                    "Make readouts by Readout.Of, for the model and the row that are asked");
            }
        }
    }
}
