using System.Diagnostics;
using Bench.Abstractions;

namespace Bench.Evaluation;

/// <summary>Runs one explainer and turns what it returns into a finished explanation.</summary>
public static class Explaining
{
    /// <summary>Refuses an explainer whose options do not fit an input, before the model is asked for anything.</summary>
    /// <param name="explainer">The explainer, ready for use.</param>
    /// <param name="model">The model that would be explained.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="input">The text.</param>
    /// <param name="where">Where the text comes from, for messages.</param>
    /// <exception cref="BenchException">The options do not fit.</exception>
    public static void Check(
        Configured<ExplainerDescriptor, IExplainer> explainer, ModelInfo model, ITokenizer tokenizer, TokenizedText input, string where)
    {
        try
        {
            explainer.Instance.Check(model, tokenizer, input);
        }
        catch (BenchException exception)
        {
            string id = explainer.Descriptor.Id;
            bool isNamed = exception.Where?.StartsWith(id, StringComparison.Ordinal) == true;
            throw (isNamed ? exception : exception.At(id)).At(where);
        }
    }

    /// <summary>Whether an explainer's scores hang on the seed, or those of an explainer that it gathers.</summary>
    /// <param name="explainer">The explainer, ready for use.</param>
    public static bool Draws(Configured<ExplainerDescriptor, IExplainer> explainer) =>
        explainer.Descriptor.Draws || explainer.Instance.Inner.Any(Draws);

    /// <summary>Whether an explainer's scores may be negative: not where it, or one that it gathers, gives sizes or ranks.</summary>
    /// <param name="explainer">The explainer, ready for use.</param>
    public static bool IsSigned(Configured<ExplainerDescriptor, IExplainer> explainer) =>
        explainer.Descriptor.CanBeNegativeWith(explainer.Options) && explainer.Instance.Inner.All(IsSigned);

    /// <summary>Explains one input.</summary>
    /// <param name="explainer">The explainer, ready for use.</param>
    /// <param name="request">
    /// What to explain. Its seed is mixed with the explainer's canonical name, so that explainers draw unrelated numbers.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BenchException">The explainer refuses the input.</exception>
    /// <exception cref="BrokenContractException">
    /// It gives a wrong number of scores, or one that is not finite, or such standard errors.
    /// </exception>
    public static Explanation Explain(
        Configured<ExplainerDescriptor, IExplainer> explainer, ExplanationRequest request, CancellationToken cancellationToken = default)
    {
        var meter = new CostMeter();
        request = request with { Input = request.Input.AnchoredAt(request.Target) };
        ulong seed = DeterministicRandom.Derive(request.Seed, explainer.CanonicalName);
        IRememberingModel? memory = request.Model as IRememberingModel;
        TimeSpan savedBefore = memory?.Saved ?? TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        Attribution attribution = explainer.Instance.Explain(
            request with { Model = new MeteredModel(request.Model, meter), Seed = seed }, cancellationToken);

        // As if it had been alone: what others had asked before it is charged too, or the order of explainers would decide.
        Cost cost = meter.ToCost(Stopwatch.GetElapsedTime(start) + (memory?.Saved ?? TimeSpan.Zero) - savedBefore);
        ExplainerContract.Require(explainer, attribution, request.Input);
        return new Explanation
        {
            Explainer = explainer.Descriptor.Id,
            Options = explainer.Options,
            Input = request.Input,
            Target = request.Target,
            Quantity = request.Quantity,
            Seed = seed,
            IsSigned = IsSigned(explainer),
            Attribution = attribution,
            Cost = cost,
        };
    }
}
