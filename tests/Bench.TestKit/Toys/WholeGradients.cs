using Bench.Abstractions;

namespace Bench.TestKit;

/// <summary>A model that offers gradients only whole, as a simple one does.</summary>
/// <param name="inner">The model.</param>
public sealed class WholeGradients(IModel inner) : ModelDecorator(inner)
{
    public override Ask Offers => Inner.Offers & ~Ask.GradientSums;

    public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        foreach (Query query in queries)
        {
            this.Require(query.Ask);
        }

        return Inner.Answer(queries, cancellationToken);
    }
}
