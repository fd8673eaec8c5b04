using System.Collections.Immutable;
using Bench.Abstractions;

namespace Bench.Explainers;

/// <summary>
/// The right attribution, asked of a model that knows it: the ceiling that no method can beat. It never asks for a prediction.
/// </summary>
public sealed class ExactExplainer : IExplainer
{
    /// <summary>Id and description.</summary>
    public static ExplainerDescriptor Descriptor { get; } = new()
    {
        Id = "exact",
        Name = "Exact attribution",
        Family = "oracle",
        Needs = Ask.Exact,
        CostFormula = "none",
        Citation = "Shapley 1953, A Value for n-Person Games; Harsanyi 1963, dividends",
        Summary = "The attribution that follows from the model's formula, for closed-form models only: the truth to compare with",
    };

    /// <inheritdoc/>
    public Attribution Explain(ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        if (request.Quantity != Quantity.Logit)
        {
            throw new BenchException(
                "The right attribution is known for logits only", "exact", "Set 'quantity: logit', or leave 'exact' out");
        }

        if (request.Input.Units.Any(unit => unit.Positions.Length > 1))
        {
            throw new BenchException(
                "The right attribution is known of tokens, not of units of several", "exact",
                "Explain with granularity token, or leave 'exact' out");
        }

        ReadOnlyMemory<double> known = request.Model.Answer(request.Query(Ask.Exact), cancellationToken).Exact;
        ImmutableArray<double> scores = [.. request.Input.Tokens.Select((token, i) => token.IsSpecial ? 0 : known.Span[i])];
        return Scores.Attribution(scores, request);
    }
}
