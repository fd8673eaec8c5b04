using System.Collections.Immutable;
using Bench.Abstractions;
using ModelAnswer = Bench.Abstractions.Answer;

namespace Bench.Tasks;

/// <summary>
/// A language model asked how likely a text goes on in given ways. Each output is the logarithm of a continuation's probability: the sum
/// over its tokens of the logarithm of each one's probability after the text and the tokens before it (teacher forcing). The continuation
/// is no part of the rows that are asked, so nothing takes its tokens away. Every distinct beginning of a continuation costs a row of the
/// language model.
/// </summary>
public sealed class ContinuationModel : ModelDecorator
{
    private readonly ImmutableArray<Continuation> _continuations;
    private readonly ImmutableArray<Step> _steps;

    /// <summary>Makes the model.</summary>
    /// <param name="inner">A model that predicts next tokens.</param>
    /// <param name="continuations">At least one, their texts unlike each other.</param>
    /// <exception cref="BenchException">Two are the same.</exception>
    public ContinuationModel(IModel inner, IReadOnlyList<Continuation> continuations)
        : base(inner)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(inner.Info.PredictsNextToken, false);
        if (continuations.Select(continuation => continuation.Text).Distinct().Count() < continuations.Count)
        {
            throw new BenchException("A continuation is contrasted with itself", "--against", "Name another continuation, or none");
        }

        _continuations = [.. continuations];
        _steps =
        [
            .. continuations
                .SelectMany((continuation, output) =>
                    continuation.Tokens.Select((token, i) => (Before: continuation.Tokens[..i], Output: output, Token: token)))
                .GroupBy(next => string.Join(',', next.Before))
                .Select(step => new Step(step.First().Before, [.. step.Select(next => (next.Output, next.Token))])),
        ];
    }

    /// <inheritdoc/>
    public override ModelInfo Info
    {
        get
        {
            ModelInfo inner = Inner.Info;
            return inner with
            {
                Labels = [.. _continuations.Select(continuation => continuation.Text)],
                Activation = OutputActivation.Exponential,
                PredictsNextToken = false,
                Continuations = [.. _continuations.Select(continuation => continuation.Tokens)],
                MaxLength = inner.MaxLength - _steps.Max(step => step.Before.Length),
                ForwardFlops = inner.ForwardFlops is { } flops ? n => _steps.Sum(step => flops(n + step.Before.Length)) : null,
            };
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Maps and mixing are those of the text, which no later token changes in a causal model. What depends on the number explained by way
    /// of the continuation's own attention or states is not offered.
    /// </remarks>
    public override Ask Offers => Inner.Offers & (Ask.Gradient | Ask.Attention | Ask.Mixing);

    /// <inheritdoc/>
    public override IReadOnlyList<ModelAnswer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default)
    {
        foreach (Query query in queries)
        {
            this.Require(query.Ask);
        }

        var logarithms = new double[queries.Count][];
        var gradients = new Tensor[queries.Count];
        bool IsDerived(int i) => queries[i].Ask.HasFlag(Ask.Gradient);

        // A gradient comes with the outputs, but that of a probability needs them first.
        foreach ((int i, ModelAnswer[] steps) in AskSteps(i => !IsDerived(i) || IsProbability(queries[i].Readout!), (_, _) => null))
        {
            logarithms[i] = Sums(steps);
        }

        foreach ((int i, ModelAnswer[] steps) in AskSteps(IsDerived, (i, step) => Readout(queries[i].Readout!, logarithms[i], step)))
        {
            logarithms[i] ??= Sums(steps);
            gradients[i] = Sum(steps, queries[i].Row.Length);
        }

        IReadOnlyList<ModelAnswer> maps = Maps(queries, cancellationToken);
        return [.. queries.Select((_, i) => maps[i] with
        {
            Outputs = new Tensor(Array.ConvertAll(logarithms[i], value => (float)value), new Shape(_continuations.Length)),
            Gradient = gradients[i],
        })];

        IEnumerable<(int Query, ModelAnswer[] Steps)> AskSteps(Func<int, bool> isAsked, Func<int, Step, Readout?> readout)
        {
            int[] asked = [.. Enumerable.Range(0, queries.Count).Where(isAsked)];
            IReadOnlyList<ModelAnswer> answers = asked.Length == 0 ? [] : Inner.Answer(
                [.. asked.SelectMany(i => _steps.Select(step => readout(i, step) is { } number
                    ? new Query(Extended(queries[i].Row, step), Ask.Gradient, number)
                    : new Query(Extended(queries[i].Row, step))))],
                cancellationToken);
            return asked.Zip(answers.Chunk(_steps.Length));
        }
    }

    private static bool IsProbability(Readout readout) => readout is { Activation: OutputActivation.Exponential, IsLogarithm: false };

    // What is asked of the text alone.
    private ModelAnswer[] Maps(IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var answers = new ModelAnswer[queries.Count];
        Array.Fill(answers, new ModelAnswer());
        int[] asked = [.. Enumerable.Range(0, queries.Count).Where(i => (queries[i].Ask & ~Ask.Gradient) != 0)];
        IReadOnlyList<ModelAnswer> found = asked.Length == 0 ? [] : Inner.Answer(
            [.. asked.Select(i => queries[i] with { Ask = queries[i].Ask & ~Ask.Gradient, Readout = null })], cancellationToken);
        for (int i = 0; i < asked.Length; i++)
        {
            answers[asked[i]] = found[i];
        }

        return answers;
    }

    private double[] Sums(ModelAnswer[] answers)
    {
        double[] sums = new double[_continuations.Length];
        for (int step = 0; step < _steps.Length; step++)
        {
            foreach ((int output, int token) in _steps[step].Next)
            {
                sums[output] += Outputs.LogProbability(answers[step].Outputs.Span, token, Inner.Info.Activation);
            }
        }

        return sums;
    }

    // The text's part of the gradients.
    private static Tensor Sum(ModelAnswer[] answers, int tokens)
    {
        float[] sum = new float[tokens * answers[0].Gradient.Shape[1]];
        foreach (ModelAnswer answer in answers)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += answer.Gradient.Span[i];
            }
        }

        return new Tensor(sum, new Shape(tokens, sum.Length / tokens));
    }

    // The chain rule: the logarithm of each token's probability, as often as the number explained counts its continuation.
    private Readout Readout(Readout asked, double[] logarithms, Step step)
    {
        double[] weights = Weights(asked, logarithms);
        return new Readout(
            [.. step.Next.Select(next => new ReadoutTerm(0, next.Token, weights[next.Output]))], Inner.Info.Activation, IsLogarithm: true);
    }

    private double[] Weights(Readout readout, double[] logarithms)
    {
        double[] weights = new double[_continuations.Length];
        foreach (ReadoutTerm term in readout.Terms)
        {
            weights[term.Output] += term.Weight * (IsProbability(readout) ? Math.Exp(logarithms[term.Output]) : 1);
        }

        return weights;
    }

    private InputRow Extended(InputRow row, Step step)
    {
        if (step.Before.IsEmpty)
        {
            return row;
        }

        int[] before = [.. step.Before];
        return new InputRow
        {
            TokenIds = (int[])[.. row.TokenIds.Span, .. before],
            TypeIds = row.TypeIds.IsEmpty ? default : (int[])[.. row.TypeIds.Span, .. new int[before.Length]],
            AttentionMask = row.AttentionMask.IsEmpty
                ? default
                : (bool[])[.. row.AttentionMask.Span, .. Enumerable.Repeat(true, before.Length)],
            Embeddings = row.Embeddings is { } given ? Extended(given, Inner.Embed(before).Span) : null,
        };
    }

    private static ReplacedEmbeddings Extended(ReplacedEmbeddings given, ReadOnlySpan<float> more) => given with
    {
        Origin = (float[])[.. given.Origin.Span, .. more],
        Direction = given.Direction.IsEmpty ? default : (float[])[.. given.Direction.Span, .. new float[more.Length]],
    };

    // A beginning of continuations, and which token comes next in those that begin so.
    private sealed record Step(ImmutableArray<int> Before, ImmutableArray<(int Output, int Token)> Next);
}
