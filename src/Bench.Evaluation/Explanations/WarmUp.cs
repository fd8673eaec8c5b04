using System.Collections.Concurrent;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Lets explainers run once on a few tokens before they are timed: code that is compiled when it first runs is charged to nobody. What they say is
/// thrown away, so it changes no score.
/// </summary>
public static class WarmUp
{
    private const int FewTokens = 3;
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(0.5);
    private static readonly ConcurrentDictionary<(Type Explainer, string Architecture), bool> _warm = new();

    /// <summary>Runs those explainers that have not run on such a model in this process.</summary>
    /// <param name="explainers">The explainers.</param>
    /// <param name="request">What is to be explained, with a model that counts and remembers nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static void Run(
        IEnumerable<Configured<ExplainerDescriptor, IExplainer>> explainers, ExplanationRequest request, CancellationToken cancellationToken)
    {
        ExplanationRequest few = request with { Model = new RememberingModel(request.Model, new CostMeter()), Input = Few(request) };
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in explainers)
        {
            if (_warm.TryAdd((explainer.Instance.GetType(), request.Model.Info.Architecture), true))
            {
                Quietly(limited => Explaining.Explain(explainer, few, limited), _most, cancellationToken);
            }
        }
    }

    /// <summary>Does work that may fail, or take too long: whoever does it in earnest reports why.</summary>
    /// <param name="work">The work.</param>
    /// <param name="most">After how long it is left.</param>
    /// <param name="cancellationToken">Stops the work in earnest.</param>
    /// <returns>Whether it was done.</returns>
    internal static bool Quietly(Action<CancellationToken> work, TimeSpan most, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(most);
        try
        {
            work(limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // What a target reads at a position must stay in its place, and a picture is no list of tokens.
    private static TokenizedText Few(ExplanationRequest request)
    {
        TokenizedText input = request.Input;
        if (input.Picture is not null || request.Target.Positions.Any() || input.FeaturePositions.Length <= FewTokens)
        {
            return input;
        }

        HashSet<int> left = [.. input.FeaturePositions.Skip(FewTokens)];
        return new TokenizedText
        {
            Text = input.Text,
            TextPair = input.TextPair,
            Tokens = [.. input.Tokens.Where((_, i) => !left.Contains(i))],
            FixedSegment = input.FixedSegment,
        };
    }
}
