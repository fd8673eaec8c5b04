using System.Collections.Concurrent;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>
/// Lets explainers run once on a few tokens before they are timed: code that is compiled when it first runs is charged to nobody. What they
/// say is thrown away, so it changes no score.
/// </summary>
public static class WarmUp
{
    private const int FewTokens = 3;

    // Kernels for many rows are others than those for one.
    private const int ManyTokens = 256;
    private const int MostRows = 16;

    private static readonly TimeSpan _most = TimeSpan.FromSeconds(0.5);
    private static readonly ConcurrentDictionary<(Type Explainer, string Architecture), bool> _warm = new();

    /// <summary>Runs those explainers that have not run on such a model in this process.</summary>
    /// <param name="explainers">The explainers.</param>
    /// <param name="request">What is to be explained, with a model that counts and remembers nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static void Run(
        IEnumerable<Configured<ExplainerDescriptor, IExplainer>> explainers, ExplanationRequest request,
        CancellationToken cancellationToken)
    {
        Configured<ExplainerDescriptor, IExplainer>[] cold =
            [.. explainers.Where(explainer => _warm.TryAdd((explainer.Instance.GetType(), request.Model.Info.Architecture), true))];
        if (cold.Length == 0)
        {
            return;
        }

        Quietly(limited => Batch(request, limited), _most, cancellationToken);
        ExplanationRequest few = request with { Model = new RememberingModel(request.Model, new CostMeter()), Input = Few(request) };
        foreach (Configured<ExplainerDescriptor, IExplainer> explainer in cold)
        {
            Quietly(limited => Explaining.Explain(explainer, few, limited), _most, cancellationToken);
        }
    }

    /// <summary>
    /// Predicts a row that will be asked for in earnest: what that takes is remembered, and charged to every explainer that asks for it
    /// too.
    /// </summary>
    /// <param name="model">A model that counts and remembers nothing.</param>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static void Predict(IModel model, InputRow row, CancellationToken cancellationToken)
    {
        if (_warm.TryAdd((model.GetType(), model.Info.Architecture), true))
        {
            Quietly(limited => model.Predict([row], limited), _most, cancellationToken);
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

    private static void Batch(ExplanationRequest request, CancellationToken cancellationToken)
    {
        InputRow row = request.Input.Row;
        int rows = Math.Clamp(ManyTokens / Math.Max(1, request.Input.Tokens.Length), 1, MostRows);
        request.Values([.. Enumerable.Repeat(row, rows)], cancellationToken);
        if (request.Model.Offers.HasFlag(Ask.Gradient))
        {
            request.Model.GradientSums([.. Enumerable.Repeat(request.Query(Ask.GradientSums), rows)], cancellationToken);
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
