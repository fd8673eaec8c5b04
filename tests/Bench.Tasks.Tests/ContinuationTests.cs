using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;
using ModelAnswer = Bench.Abstractions.Answer;

namespace Bench.Tasks.Tests;

/// <summary>The probability of a continuation: the sum of its tokens' logarithms, one asked after the other.</summary>
public sealed class ContinuationTests
{
    private const string Text = "The film was";
    private const string Long = " good and long";
    private const string Short = " bad";

    public static TheoryData<string> Models => ["gpt2-lm", "qwen2-lm"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Outputs_are_sums_of_single_tokens(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        ITokenizer tokenizer = Tokenizer(name);
        IModel continuing = ContinuationTask.ModelFor(model, tokenizer, Text, new TargetNames(Long, Short));
        InputRow whole = tokenizer.Tokenize(Text).Row;
        int[] ids = whole.TokenIds.ToArray();
        bool[] mask = [.. Enumerable.Range(0, ids.Length).Select(i => i != 1)];
        InputRow[] rows = [whole, new InputRow { TokenIds = ids[1..] }, new InputRow { TokenIds = ids, AttentionMask = mask }];
        int[] tokens = [.. continuing.Info.Continuations[0]];

        IReadOnlyList<Tensor> outputs = continuing.Predict(rows);

        continuing.Info.Labels.ShouldBe([Long, Short]);
        tokens.Length.ShouldBeGreaterThan(2);
        tokenizer.Tokenize(Text + Long).Tokens.Select(token => token.Id).ShouldBe(ids.Concat(tokens));
        for (int row = 0; row < rows.Length; row++)
        {
            double sum = 0;
            for (int i = 0; i < tokens.Length; i++)
            {
                var extended = new InputRow
                {
                    TokenIds = (int[])[.. rows[row].TokenIds.Span, .. tokens[..i]],
                    AttentionMask = row < 2 ? default : (bool[])[.. mask, .. Enumerable.Repeat(true, i)],
                };
                sum += model.Values([extended], new Target(tokens[i]), Quantity.LogProbability)[0];
            }

            ((double)outputs[row].Span[0]).ShouldBe(sum, 1e-5);
        }

        // A row for every distinct beginning: the text, and the text with all but the last tokens of the longer one.
        continuing.Info.ForwardFlops!(ids.Length).ShouldBe(
            tokens.Select((_, i) => (double)model.Info.ForwardFlops!(ids.Length + i)).Sum());
        continuing.Values([whole], new Target(0), Quantity.Probability)[0].ShouldBe(Math.Exp(outputs[0].Span[0]), 1e-9);
        continuing.Values([whole], new Target(0) { Against = new Target(1) }, Quantity.LogProbability)[0]
            .ShouldBe((double)outputs[0].Span[0] - outputs[0].Span[1], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Continuations_beside_each_other_are_what_each_is_alone(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        ITokenizer tokenizer = Tokenizer(name);
        InputRow row = tokenizer.Tokenize(Text).Row;
        string[] ways = [Long, " bad and short"];

        float[] Outputs(string way, string? against) => ContinuationTask.ModelFor(model, tokenizer, Text, new TargetNames(way, against))
            .Predict([row])[0].Span.ToArray();

        Outputs(ways[0], ways[1]).ShouldBe([.. ways.SelectMany(way => Outputs(way, null))], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Gradients_are_finite_differences(string name)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        ITokenizer tokenizer = Tokenizer(name);
        IModel continuing = ContinuationTask.ModelFor(model, tokenizer, Text, new TargetNames(Long, Short));
        int[] ids = tokenizer.Tokenize(Text).Row.TokenIds.ToArray();
        float[] words = model.Embed(ids).Span.ToArray();
        var random = new DeterministicRandom(4);
        float[] direction = [.. words.Select(_ => (float)random.NextGaussian())];
        foreach (Target target in (Target[])[new(0), new(1), new(0) { Against = new Target(1) }])
        {
            foreach (Quantity quantity in Enum.GetValues<Quantity>())
            {
                const float Step = 1f / 256;
                InputRow At(float step) => new() { TokenIds = ids, Embeddings = new ReplacedEmbeddings(words, direction, step) };
                ModelAnswer found = continuing.Gradients([At(0)], target, quantity)[0];
                double[] values = continuing.Values([At(Step), At(-Step), At(0)], target, quantity);
                double slope = (values[0] - values[1]) / (2 * Step);
                double expected = found.Gradient.Span.ToArray().Zip(direction, (g, d) => (double)g * d).Sum();

                found.Gradient.Shape.ShouldBe(new Shape(ids.Length, model.Info.EmbeddingWidth));
                Outputs.Value(continuing.Info, found.Outputs, target, quantity).ShouldBe(values[2], 1e-5);
                slope.ShouldBe(
                    expected, (0.02 * Math.Abs(expected)) + (quantity == Quantity.Probability ? 1e-9 : 1e-3), $"{target} {quantity}");
            }
        }
    }

    [Fact]
    public void Maps_are_those_of_the_text_and_what_reaches_into_the_continuation_is_not_offered()
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model("qwen2-lm"));
        ITokenizer tokenizer = Tokenizer("qwen2-lm");
        IModel continuing = ContinuationTask.ModelFor(model, tokenizer, Text, new TargetNames(Long));
        InputRow row = tokenizer.Tokenize(Text).Row;

        continuing.Offers.ShouldBe(Abstractions.Ask.Gradient | Abstractions.Ask.Attention | Abstractions.Ask.Mixing);
        ModelAnswer found = continuing.Answer(new Query(row, Abstractions.Ask.Attention));
        found.Maps.Span.SequenceEqual(model.Answer(new Query(row, Abstractions.Ask.Attention)).Maps.Span).ShouldBeTrue();
        found.Outputs.Shape.ShouldBe(new Shape(1));
        Should.Throw<BenchException>(() => continuing.Answer(new Query(row, Abstractions.Ask.States))).Message
            .ShouldContain("does not offer");
        continuing.Info.MaxLength.ShouldBe(model.Info.MaxLength - continuing.Info.Continuations[0].Length + 1);
        Ask.Catalog.MeantBy(continuing.Info, new TaskQuestion("a")).ShouldBe("continuation");
    }

    [Fact]
    public void Single_tokens_stay_outputs_of_the_model_and_what_fits_no_text_is_refused()
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model("qwen2-lm"));
        ITokenizer tokenizer = Tokenizer("qwen2-lm");
        IModel For(string text, string? target, string? against = null, bool isAsked = false) =>
            ContinuationTask.ModelFor(model, tokenizer, text, new TargetNames(target, against), isAsked);

        For(Text, null).ShouldBeSameAs(model);
        For(Text, Short).ShouldBeSameAs(model);
        For(Text, "5", Short).ShouldBeSameAs(model);
        For(Text, Short, isAsked: true).Info.Continuations.Length.ShouldBe(1);
        For(Text, Short, Long).Info.Labels.ShouldBe([Short, Long]);
        Should.Throw<BenchException>(() => For("The film was ", "good and long")).Remedy.ShouldContain("space before its first word");
        Should.Throw<BenchException>(() => For(Text, Long, Long)).Problem.ShouldContain("with itself");
        Should.Throw<BenchException>(() => For(Text, string.Concat(Enumerable.Repeat(Long, 40)))).Problem
            .ShouldContain("tokens, the model takes");
    }

    [Theory]
    [InlineData(" 漢字")]
    [InlineData(" good 漢字")]
    [InlineData(" 漢字 good")]
    public void What_the_vocabulary_does_not_know_is_no_continuation(string continuation)
    {
        Tokenizer tokenizer = TokenizerFiles.Load(Path.Combine(Repository.Golden, "models", "bert-micro"), 64);
        tokenizer.CountUnknown(tokenizer.Tokenize(continuation)).ShouldBeGreaterThan(0);

        Should.Throw<BenchException>(() => Continuation.After(tokenizer, Text, continuation, "--target")).Problem
            .ShouldContain("does not know");
    }

    [Fact]
    public void A_text_goes_on_before_the_tokens_that_end_it()
    {
        Tokenizer tokenizer = TokenizerFiles.Load(Path.Combine(Repository.Golden, "models", "bert-micro"), 64);
        int[] good = [.. tokenizer.Tokenize("good").Tokens.Where(token => !token.IsSpecial).Select(token => token.Id)];

        Continuation.After(tokenizer, Text, " good", "--target").Tokens.ShouldBe(good);
    }

    private static Tokenizer Tokenizer(string model) => TokenizerFiles.Load(GoldenTask.Model(model), 64);
}
