using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A model that makes sums of gradients itself, as cores do.</summary>
/// <param name="inner">A model; where it has no gradients, there are no sums in the answers.</param>
public sealed class SummingModel(IModel inner) : ModelDecorator(inner)
{
    public override Ask Offers => Inner.Offers | Ask.Gradient | Ask.GradientSums;

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
        Inner.Offers.HasFlag(Ask.Gradient) && queries[0].Ask == Ask.GradientSums
            ? Inner.GradientSums(queries, cancellationToken)
            : Inner.Answer(queries, cancellationToken);
}
