using Bench.Abstractions;

namespace Bench.Tasks;

/// <summary>An answer by the tokens where it starts and ends.</summary>
/// <param name="Start">Position of its first token.</param>
/// <param name="End">Position of its last token.</param>
/// <param name="Score">Probability of the start times that of the end.</param>
internal readonly record struct AnswerSpan(int Start, int End, double Score)
{
    /// <summary>Whether it says that there is no answer: it stands at the first token.</summary>
    public bool IsNone => (Start, End) == (0, 0);
}

/// <summary>
/// Finds answers as QuestionAnsweringPipeline of transformers 4 did: softmax of starts and of ends over the context and the first token,
/// their product over start ≤ end within the longest answer; start and end at the first token mean that there is no answer.
/// </summary>
internal sealed class Spans
{
    private readonly TokenizedText _text;
    private readonly double[] _starts;
    private readonly double[] _ends;

    /// <summary>Computes the probabilities.</summary>
    /// <param name="text">Question and context.</param>
    /// <param name="logits">[n, 2].</param>
    public Spans(TokenizedText text, Tensor logits)
    {
        _text = text;
        Context = [.. Enumerable.Range(0, text.Tokens.Length).Where(i => !text.Tokens[i].IsSpecial && text.Tokens[i].Segment == 1)];
        _starts = Probabilities(Outputs.Column(logits, 0));
        _ends = Probabilities(Outputs.Column(logits, 1));
    }

    /// <summary>Positions where an answer can stand, in order.</summary>
    public int[] Context { get; }

    /// <summary>Probability that there is no answer.</summary>
    public double NoAnswer => _starts[0] * _ends[0];

    /// <summary>The best answer; of equals the first.</summary>
    /// <param name="longest">Longest answer in tokens.</param>
    /// <exception cref="BenchException">The context has no token.</exception>
    public AnswerSpan Best(int longest)
    {
        var best = new AnswerSpan(-1, -1, -1);
        foreach (int start in Context)
        {
            foreach (int end in Context.Where(end => end >= start && end < start + longest))
            {
                double score = _starts[start] * _ends[end];
                best = score > best.Score ? new AnswerSpan(start, end, score) : best;
            }
        }

        return best.Start >= 0
            ? best
            : throw new BenchException("The context has no tokens to answer with", "--context", "Give a text with words");
    }

    /// <summary>First and one past the last character of a span, extended to whole words.</summary>
    public (int Start, int End) Characters(AnswerSpan span) => (
        Context.Where(i => _text.Tokens[i].Word == _text.Tokens[span.Start].Word).Min(i => _text.Tokens[i].Start),
        Context.Where(i => _text.Tokens[i].Word == _text.Tokens[span.End].Word).Max(i => _text.Tokens[i].End));

    private double[] Probabilities(float[] logits)
    {
        int[] possible = [0, .. Context.Where(position => position > 0)];
        double[] among = Outputs.Probabilities([.. possible.Select(position => logits[position])], OutputActivation.Softmax);
        double[] result = new double[logits.Length];
        foreach ((int i, int position) in possible.Index())
        {
            result[position] = among[i];
        }

        return result;
    }
}
