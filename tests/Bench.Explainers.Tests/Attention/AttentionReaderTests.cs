using System.Text.RegularExpressions;
using Bench.Abstractions;
using Bench.Inference;
using Bench.TestKit;

namespace Bench.Explainers.Tests;

/// <summary>Attention is read where the model's head reads, and what a model does not offer is what docs/models.md says.</summary>
public sealed partial class AttentionReaderTests
{
    private const string No = "no";

    private static readonly Catalog<ExplainerDescriptor, IExplainer> _explainers = BuiltInExplainers.AddTo(new("explainer"));

    [Theory]
    [InlineData("bert-multilabel", 0)]
    [InlineData("gpt2", -1)]
    [InlineData("llama", -1)]
    [InlineData("modernbert-mean", null)]
    public void Rows_of_the_reading_token_are_read(string name, int? reader)
    {
        using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
        ExplanationRequest request = Request(model, name);
        int n = request.Input.Tokens.Length;
        Tensor maps = model.Answer(new Query(request.Input.Row, Ask.Attention)).Maps;
        int[] rows = reader is { } row ? [row < 0 ? n - 1 : row] : [.. Enumerable.Range(0, n)];
        double[] expected = [.. Enumerable.Range(0, n).Select(key => Enumerable.Range(0, model.Info.Layers * model.Info.Heads)
            .Average(map => rows.Average(query => (double)maps.Span[(((map * n) + query) * n) + key])))];

        Attribution found = _explainers.Configure(ComponentSpec.Parse("attention:aggregate=mean")).Instance.Explain(request);

        found.Scores.ShouldBeClose(expected, 1e-6);
        found.Scores.Count(score => score > 1e-3).ShouldBeGreaterThan(1);
        foreach (string other in (string[])["attention-rollout", "attention-flow", "value-zeroing", "alti", "chefer"])
        {
            _explainers.Configure(ComponentSpec.Parse(other)).Instance.Explain(request).Scores
                .Count(score => Math.Abs(score) > 1e-6).ShouldBeGreaterThan(1, other);
        }
    }

    [Fact]
    public void A_mean_takes_as_much_flow_from_every_token()
    {
        double[,] layer = { { 0.5, 0.5 }, { 0, 1 } };
        AttentionFlowExplainer.Flows([layer], null).ShouldBeClose([0.5, 1], 1e-12);
        AttentionFlowExplainer.Flows([new[,] { { 1.0, 0 }, { 1, 0 } }], null).ShouldBeClose([1, 0], 1e-12);
    }

    // The table's columns name explainers; a cell that begins with "no" is a refusal.
    [Fact]
    public void The_table_of_the_documentation_says_what_is_offered()
    {
        string[][] table = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "models.md"))
            .SkipWhile(line => !line.StartsWith("| models |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        string[] models = [.. ((IEnumerable<object[]>)GoldenTask.All).Concat(GoldenTask.Pictures).Select(row => (string)row[0])];
        var met = new HashSet<string>();
        foreach (string name in models)
        {
            using ManagedEncoder model = ManagedCore.Load(GoldenTask.Model(name));
            string family = Family().Match(model.Info.Architecture).Groups[1].Value;
            string kind = name == "deberta-v2-conv" ? "v2-xlarge" : family;
            string[] row = table.Skip(2).Single(cells => cells[0].Split(", ").Any(cell => cell.Replace("-", "", StringComparison.Ordinal)
                .Equals(kind.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)));
            met.Add(row[0]);
            for (int column = 1; column < row.Length; column++)
            {
                foreach (Match id in Id().Matches(table[0][column]))
                {
                    ExplainerDescriptor explainer = _explainers.Configure(ComponentSpec.Parse(id.Groups[1].Value)).Descriptor;
                    bool isOffered = (explainer.Needs & ~model.Offers) == 0;
                    isOffered.ShouldBe(!row[column].StartsWith(No, StringComparison.Ordinal), $"{name}: {explainer.Id}");
                }
            }
        }

        met.Count.ShouldBe(table.Length - 3);
        table[^1][0].ShouldBe("continuations");
    }

    private static ExplanationRequest Request(IModel model, string name)
    {
        GoldenTaskCase golden = GoldenTask.Cases(name)[0];
        int[] ids = golden.Row.TokenIds.ToArray();
        return new ExplanationRequest
        {
            Model = model,
            Tokenizer = TokenizerFiles.Load(GoldenTask.Model(name), model.Info.MaxLength),
            Input = new TokenizedText
            {
                Text = new string('a', ids.Length),
                Tokens = [.. ids.Select((id, i) => new Token(id, "a", i, i + 1, false, 0, 0, i))],
            },
            Target = new Target(0),
            Quantity = Quantity.Logit,
            Seed = 1,
        };
    }

    [GeneratedRegex("^(.*?)(For[A-Z].*|LMHeadModel)$")]
    private static partial Regex Family();

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Id();
}
