using Bench.Abstractions;
using Bench.Explainers;
using Bench.Metrics;
using Bench.TestKit;

namespace Bench.Evaluation.Tests;

public sealed class BudgetStudyTests
{
    private static readonly string[] _words = ["good", "bad", "film", "plot", "very", "not", "dull", "bright", "the", "a"];

    private static Catalog<ExplainerDescriptor, IExplainer> Explainers =>
        BuiltInExplainers.AddTo(new Catalog<ExplainerDescriptor, IExplainer>("explainer"));

    private static Catalog<MetricDescriptor, IMetric> Metrics => BuiltInMetrics.AddTo(new Catalog<MetricDescriptor, IMetric>("metric"));

    [Fact]
    public void Every_ladder_can_be_climbed_and_asks_for_no_more_rows_than_its_step_says()
    {
        foreach (BudgetLadder ladder in BudgetLadder.All)
        {
            foreach (int budget in BudgetLadder.Budgets)
            {
                string spec = ladder.At(budget);
                Explainers.Configure(ComponentSpec.Parse(spec)).Name.ShouldStartWith(ladder.Name[..4], Case.Sensitive, spec);
            }
        }

        BudgetLadder.Budgets.ShouldContain(BudgetLadder.Common);
    }

    [Fact]
    public void The_first_value_of_every_option_tried_is_its_default()
    {
        foreach (OptionTrial trial in OptionTrial.All)
        {
            string byDefault = Explainers.Configure(ComponentSpec.Parse(trial.Explainer)).Options[trial.Option];
            trial.Values[0].ShouldBe(byDefault, $"{trial.Explainer}:{trial.Option}");
            foreach (string value in trial.Values)
            {
                Explainers.Configure(ComponentSpec.Parse(trial.With(value))).Options[trial.Option].ShouldBe(value);
            }
        }
    }

    [Fact]
    public void Options_are_chosen_on_development_texts_and_judged_on_others()
    {
        BudgetFindings findings = Findings();

        // On the linear model, a mask weighs nothing: paths and regressions rank as the weights do, chance does not.
        findings.Test["leave-one-out"].Quality.ShouldBe(findings.Test["gradient-x-input"].Quality, 1e-9);
        findings.Test["leave-one-out"].Quality.ShouldBeGreaterThan(findings.Test["random"].Quality + 0.05);
        findings.Test["random"].SeedSpread.ShouldBeGreaterThan(0);
        findings.Test["leave-one-out"].SeedSpread.ShouldBe(0);
        findings.Test["gradient-x-input"].Rows.ShouldBe(2);
        findings.Test["random"].Rows.ShouldBe(0);
        findings.Development.Keys.ShouldBe(
            OptionTrial.All.SelectMany(trial => trial.Values.Select(value => ComponentSpec.Parse(trial.With(value)).ToString())).Distinct(),
            ignoreOrder: true);
        foreach (OptionTrial trial in OptionTrial.All)
        {
            string chosen = ComponentSpec.Parse(trial.With(findings.Chosen(trial))).ToString();
            trial.Values.ShouldAllBe(value =>
                findings.Development[ComponentSpec.Parse(trial.With(value)).ToString()].Quality <= findings.Development[chosen].Quality);
        }

        foreach (BudgetLadder ladder in BudgetLadder.All.Where(ladder => ladder.Option is not null))
        {
            BudgetLadder.Budgets.ShouldAllBe(budget => findings.Test[ComponentSpec.Parse(ladder.At(budget)).ToString()].Rows <= budget);
        }
    }

    [Fact]
    public void The_tables_name_every_explainer_and_repeat_themselves()
    {
        string[] written = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using var writer = new StringWriter { NewLine = "\n" };
            Findings().Write("films", writer);
            return writer.ToString();
        })];

        written[1].ShouldBe(written[0]);
        BudgetLadder.All.ShouldAllBe(ladder => written[0].Contains($"| {ladder.At(BudgetLadder.Common)} | ", StringComparison.Ordinal));
        OptionTrial.All.ShouldAllBe(trial =>
            written[0].Contains($"| {trial.Explainer} | {trial.Option} | {trial.Values[0]} ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_that_a_budget_is_too_small_for_leaves_no_number()
    {
        string text = string.Join(' ', Enumerable.Repeat(_words, 4).SelectMany(words => words));
        BudgetFindings findings =
            Findings([.. Texts(), .. Enumerable.Range(0, 9).Select(i => new Instance { Id = $"long {i}", Text = text, Source = "here" })]);

        findings.Test["kernel-shap:budget=50"].Refused.ShouldBeGreaterThan(0);
        findings.Test["kernel-shap:budget=50"].Quality.ShouldBe(double.NaN);
        findings.Test["kernel-shap:budget=200"].Refused.ShouldBe(0);
    }

    [Fact]
    public void Both_parts_need_texts()
    {
        Instance[] test = [.. Texts().Where(text => !BudgetStudy.IsDevelopment(text.Id))];
        Should.Throw<BenchException>(() => Findings(test)).Message.ShouldContain("0 to choose options on");
    }

    private static Instance[] Texts()
    {
        var random = new DeterministicRandom(3);
        return [.. Enumerable.Range(0, 12).Select(i => new Instance
        {
            Id = $"t{i}",
            Text = string.Join(' ', Enumerable.Range(0, 6).Select(_ => _words[random.NextInt(_words.Length)])),
            Source = "here",
        })];
    }

    private static BudgetFindings Findings(Instance[]? texts = null)
    {
        var tokenizer = new ToyTokenizer();
        foreach (string word in _words)
        {
            tokenizer.Id(word);
        }

        var linear = new Attending(new BagOfWordsModel(id => (id - 14.3) / 5));
        using var model = new LoadedModel("toy", linear, tokenizer, new Lazy<string>("00"));
        return new BudgetStudy(Explainers, Metrics, seeds: 2, texts: 100, threads: 2).Run(model, texts ?? Texts(), new Silent());
    }

    /// <summary>The same model with attention maps, all alike.</summary>
    private sealed class Attending(IModel inner) : ModelDecorator(inner)
    {
        public override Ask Offers => Inner.Offers | Ask.Attention;

        public override IReadOnlyList<Answer> Answer(IReadOnlyList<Query> queries, CancellationToken cancellationToken = default) =>
            [.. queries.Zip(Inner.Answer(queries, cancellationToken), (query, answer) =>
            {
                float[] maps = new float[query.Row.Length * query.Row.Length];
                Array.Fill(maps, 1f / query.Row.Length);
                return answer with { Maps = new Tensor(maps, new Shape(1, 1, query.Row.Length, query.Row.Length)) };
            })];
    }

    private sealed class Silent : IRunProgress
    {
        public void Started(int instances, int done)
        {
        }

        public void Advanced(int done)
        {
        }
    }
}
